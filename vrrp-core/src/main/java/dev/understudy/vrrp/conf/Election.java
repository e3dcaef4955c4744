// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.VirtualRouterConfig;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What two nodes that hear each other make of their priorities. */
final class Election {
    private final NodePair pair;
    private final Report report;

    Election(NodePair pair, Report report) {
        this.pair = pair;
        this.report = report;
    }

    void check() {
        boolean equal = pair.a().priority() == pair.b().priority();
        boolean sameSource = pair.a().sourceAddress().isPresent()
                && pair.a().sourceAddress().equals(pair.b().sourceAddress());
        if (sameSource) {
            String what = "'mcast_src_ip' is the same on both nodes " + pair.elsewhere("mcast_src_ip");
            if (equal) {
                report.refuse(pair.place("mcast_src_ip"), what + ", and so is the priority: both stay Active for ever");
            } else {
                report.refuse(
                        pair.place("mcast_src_ip"),
                        what + ": each takes the other's adverts for its own (R15), both become Active");
            }
        } else if (equal) {
            report.lint(
                    pair.place("priority"),
                    "the priority is " + pair.b().priority() + " on both nodes " + pair.elsewhere("priority")
                            + ": when they start together both become Active for a moment, and the higher source address stays");
        }
        if (pair.first().master && pair.second().master) {
            report.lint(
                    pair.place("state"),
                    "both nodes say 'state MASTER' " + pair.elsewhere("state") + ": one of them does not mean it");
        }
        if (pair.a().preempt() != pair.b().preempt()) {
            preemption(pair.b().preempt() ? pair : pair.swapped());
        }
        checks();
        weights(pair);
        weights(pair.swapped());
    }

    /** @param order the second node is the one that preempts */
    private void preemption(NodePair order) {
        report.lint(
                order.second().nopreempt.orElse(order.place("priority")),
                "this node preempts, the other does not " + order.elsewhere("nopreempt")
                        + ": an address that moved there comes back when this node does, the other way round it stays");
    }

    private void checks() {
        Set<String> first = names(pair.firstRouter());
        Set<String> second = names(pair.secondRouter());
        if (!first.equals(second)) {
            report.lint(
                    pair.second().place(),
                    "the nodes track different things: " + second + " here, " + first + " there ("
                            + pair.first().place() + ")");
        }
    }

    private static Set<String> names(ConfiguredRouter router) {
        return router.checks().stream().map(t -> t.check().name()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param order whether a failing check of the second node moves the address to the first one */
    private void weights(NodePair order) {
        int peer = healthy(order.firstRouter());
        int own = healthy(order.secondRouter());
        for (InstanceDraft.Track track : order.second().tracks) {
            boolean weighs = track.check().weight() != 0
                    && !track.check().reverse()
                    && !(track.check().check() instanceof FileCheck);
            if (!weighs || !order.checks().contains(track.check())) {
                continue;
            }
            int failing = clamp(own - Math.abs(track.check().weight()));
            String what = "when '" + track.check().check().name() + "' fails, the priority falls from " + own + " to "
                    + failing;
            if (failing > peer) {
                report.lint(
                        track.place(),
                        what + ", still more than the other's " + peer + " " + order.elsewhere("priority")
                                + ": the address does not move");
            } else if (failing < peer && !order.a().preempt()) {
                report.lint(
                        track.place(),
                        what + ", but the other node, " + peer + ", does not preempt " + order.elsewhere("nopreempt")
                                + ": the address does not move");
            }
        }
    }

    private static int healthy(ConfiguredRouter router) {
        int priority = router.config().priority();
        if (priority == VirtualRouterConfig.OWNER_PRIORITY) {
            return priority;
        }
        for (TrackedCheck track : router.checks()) {
            // What is subtracted, or reversed, is not there in health.
            boolean added = track.weight() > 0 && !track.reverse() && !(track.check() instanceof FileCheck);
            priority += added ? track.weight() : 0;
        }
        return clamp(priority);
    }

    private static int clamp(int priority) {
        return Math.max(1, Math.min(254, priority));
    }
}
