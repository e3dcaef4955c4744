// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.sim.Cluster.Member;
import java.util.List;
import java.util.Set;

/** At most one Active, exactly one where there can be one, and the right one. */
final class OneActive implements Witness {
    /** A new Active's advert has to arrive and to be read before the old one yields. */
    private static final long EXCHANGE_NANOS = 10_000_000;

    private final VirtualLan lan;
    private List<Cluster> clusters = List.of();
    private int routers;
    /** When somebody last was excused, became fit again or changed its priority: who should be Active may have changed. */
    private long unsettledNanos;

    /** Between transitions only the passing of time changes anything: looking now and then is enough. */
    private long nextLookNanos;

    private long crowdedSinceNanos;
    private boolean crowded;

    OneActive(VirtualLan lan) {
        this.lan = lan;
        this.unsettledNanos = lan.nowNanos();
    }

    @Override
    public void onTransition(VirtualHost host, Transition transition) {
        nextLookNanos = lan.nowNanos();
        if (transition.from() == RouterState.INITIALIZE || transition.to() == RouterState.INITIALIZE) {
            unsettledNanos = lan.nowNanos();
        }
    }

    @Override
    public void onNotice(VirtualHost host, Notice notice) {
        if (notice.kind() == Notice.Kind.PRIORITY) {
            unsettledNanos = lan.nowNanos();
        }
    }

    @Override
    public void afterEvent() {
        long now = lan.nowNanos();
        if (now < nextLookNanos) {
            return;
        }
        nextLookNanos = now + EXCHANGE_NANOS;
        long calmNanos = now - lan.disturbedNanos();
        boolean nowCrowded = false;
        for (Cluster cluster : clusters()) {
            if (calmNanos <= cluster.boundNanos() || isSilenced(cluster)) {
                continue;
            }
            for (Set<Integer> part : lan.parts()) {
                nowCrowded |= check(cluster, part, now);
            }
        }
        crowdedSinceNanos = nowCrowded && !crowded ? now : crowdedSinceNanos;
        crowded = nowCrowded;
    }

    private List<Cluster> clusters() {
        int count = 0;
        for (VirtualHost host : lan.hosts()) {
            count += host.routerCount();
        }
        if (count != routers) {
            routers = count;
            clusters = Cluster.of(lan);
        }
        return clusters;
    }

    /** Who cannot send is on the far side of a one-way cut. */
    private static boolean isSilenced(Cluster cluster) {
        return cluster.members.stream().anyMatch(m -> m.host().sendErrno() != 0);
    }

    /** Returns whether there are several Actives, which is in order for as long as one exchange takes. */
    private boolean check(Cluster cluster, Set<Integer> part, long now) {
        Member active = null;
        Member fit = null;
        int actives = 0;
        for (Member member : cluster.members) {
            if (!part.contains(member.hostNumber()) || member.host().isPaused()) {
                continue;
            }
            RouterState state = member.host().state(member.router());
            if (state == RouterState.ACTIVE) {
                active = member;
                actives++;
            }
            fit = state == RouterState.INITIALIZE ? fit : member;
        }
        if (actives > 1 && crowded && now - crowdedSinceNanos > EXCHANGE_NANOS) {
            throw new InvariantViolation(lan, cluster.name + ": " + actives + " Actives hear each other");
        }
        if (now - unsettledNanos > cluster.boundNanos() && fit != null && actives < 2) {
            checkElection(cluster, part, active, fit);
        }
        return actives > 1;
    }

    private void checkElection(Cluster cluster, Set<Integer> part, Member active, Member fit) {
        if (active == null) {
            throw new InvariantViolation(lan, cluster.name + ": no Active, although " + fit.host() + " is fit");
        }
        int priority = active.host().snapshot(active.router()).priority();
        for (Member member : cluster.members) {
            boolean waits = part.contains(member.hostNumber())
                    && !member.host().isPaused()
                    && member.host().state(member.router()) == RouterState.BACKUP
                    && (member.config().preempt() || member.config().owner())
                    && member.config().preemptDelay().isZero();
            if (waits && member.host().snapshot(member.router()).priority() > priority) {
                throw new InvariantViolation(
                        lan, cluster.name + ": " + member.host() + " preempts, but " + active.host() + " is Active");
            }
        }
    }
}
