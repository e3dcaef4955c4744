// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.NodeObserver;
import dev.understudy.rabbit.observe.NodeReport;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** One look round: what several conditions ask of a node is asked once. Used by one thread, and only for as long as it is fresh. */
final class Looks {
    private final Map<NodeName, NodeAccess> hosts;
    private final NodeObserver observer;
    private final Map<NodeName, NodeReport> states = new HashMap<>();
    private final Map<NodeName, NodeReport> reports = new HashMap<>();

    Looks(Map<NodeName, NodeAccess> hosts, NodeObserver observer) {
        this.hosts = hosts;
        this.observer = observer;
    }

    NodeObserver observer() {
        return observer;
    }

    NodeAccess access(NodeName node) {
        return hosts.get(node);
    }

    /** Whether the node's state is one that is wanted. */
    Seen state(NodeName node, Predicate<NodeState> wanted) throws InterruptedException {
        NodeReport report = states.get(node);
        if (report == null) {
            report = observer.state(hosts.get(node));
            states.put(node, report);
        }
        NodeState state = report.node().state();
        String text = node + " is " + state + because(report);
        if (wanted.test(state)) {
            return Seen.holds(text);
        }
        return state == NodeState.UNREACHABLE || state == NodeState.UNKNOWN ? Seen.unknown(text) : Seen.not(text);
    }

    /** What a look into a running node's evidence gives. */
    interface LiveLook {
        Seen at(LiveEvidence live) throws InterruptedException;
    }

    /** Looks into what a running node says; one that does not run, or does not answer all, cannot tell. */
    Seen live(NodeName node, LiveLook look) throws InterruptedException {
        NodeReport report = report(node);
        return report.node().live().isPresent()
                ? look.at(report.node().live().get())
                : Seen.unknown(node + " is " + report.node().state() + because(report));
    }

    NodeReport report(NodeName node) throws InterruptedException {
        NodeReport report = reports.get(node);
        if (report == null) {
            report = observer.report(hosts.get(node));
            reports.put(node, report);
        }
        return report;
    }

    private static String because(NodeReport report) {
        return report.findings().isEmpty()
                ? ""
                : ": " + report.findings().get(0).meaning();
    }
}
