// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterId;
import dev.understudy.vrrp.wire.AdvertisementView;
import java.util.HashMap;
import java.util.Map;

/**
 * Nobody takes the place of an Active whose adverts arrive. What arrived counts, not what was read: a process that was frozen has to read
 * first and to judge afterwards.
 */
final class NoFalseTakeover implements Witness {
    private static final int INTERVALS_OF_SILENCE = 3;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final VirtualLan lan;
    private final AdvertisementView view = new AdvertisementView();
    private final Map<VirtualHost, Map<VirtualRouterId, Ear>> ears = new HashMap<>();

    /** What has arrived for one router. */
    private static final class Ear {
        private int priority;
        private boolean preempts;
        private boolean listening;
        private long changedNanos = NEVER;
        private long heardNanos = NEVER;
        /** One that did not fit into the queue came after the last that did. */
        private boolean missed;
        /** When the process first learned that something was lost. */
        private long toldNanos = NEVER;

        private long intervalNanos;

        private void forget() {
            heardNanos = NEVER;
            missed = false;
            toldNanos = NEVER;
        }
    }

    NoFalseTakeover(VirtualLan lan) {
        this.lan = lan;
    }

    @Override
    public void onTransition(VirtualHost host, Transition transition) {
        Ear ear = ears.computeIfAbsent(host, h -> new HashMap<>()).computeIfAbsent(transition.router(), r -> new Ear());
        if (transition.to() == RouterState.ACTIVE && transition.cause() == Cause.ACTIVE_DOWN) {
            check(host, ear);
        } else if (transition.cause() == Cause.PREEMPTION && !mayPreempt(config(host, transition.router()))) {
            throw new InvariantViolation(lan, host + " preempts and is not to (P5)");
        }
        ear.listening = transition.to() == RouterState.BACKUP;
        if (transition.to() == RouterState.BACKUP) {
            ear.priority = transition.priority();
            ear.preempts = preempts(config(host, transition.router()));
            ear.forget();
        }
    }

    private static boolean mayPreempt(VirtualRouterConfig config) {
        return config.owner() || config.preempt();
    }

    /** Within a preempt delay even an Active of lower priority is followed (P9). */
    private static boolean preempts(VirtualRouterConfig config) {
        return config.owner() || config.preempt() && config.preemptDelay().isZero();
    }

    private static VirtualRouterConfig config(VirtualHost host, VirtualRouterId id) {
        return host.routers().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void check(VirtualHost host, Ear ear) {
        long now = lan.nowNanos();
        boolean judged = now - ear.changedNanos > (INTERVALS_OF_SILENCE + 2) * ear.intervalNanos;
        if (judged && now - ear.heardNanos < INTERVALS_OF_SILENCE * ear.intervalNanos) {
            long age = (now - ear.heardNanos) / 1_000_000;
            throw new InvariantViolation(
                    lan, host + " takes over, although an advertisement arrived " + age + " ms ago");
        }
        // What the full queue refused cannot be known, only that something was refused: one further interval (F5).
        if (judged && now - ear.toldNanos < ear.intervalNanos) {
            throw new InvariantViolation(lan, host + " takes over at once, although its receive queue overflowed");
        }
    }

    @Override
    public void onNotice(VirtualHost host, Notice notice) {
        Ear ear = ears.getOrDefault(host, Map.of()).get(notice.router());
        if (notice.kind() == Notice.Kind.PRIORITY && ear != null) {
            ear.changedNanos = lan.nowNanos();
        }
    }

    @Override
    public void onArrived(VirtualHost host, Packet packet, boolean queued) {
        if (!packet.hasHeader() || packet.vrid() == 0) {
            return;
        }
        VirtualRouterId id = new VirtualRouterId(host.interfaceName(), packet.family(), packet.vrid());
        Ear ear = ears.getOrDefault(host, Map.of()).get(id);
        if (ear == null || !ear.listening) {
            return;
        }
        if (packet.priority() == 0) {
            ear.forget();
        } else if (!ear.preempts || packet.priority() >= ear.priority) {
            if (queued) {
                ear.forget();
                ear.intervalNanos = view.wrap(
                                packet.message(), 0, packet.message().capacity())
                        .intervalNanos();
                ear.heardNanos = lan.nowNanos();
            } else {
                ear.missed = true;
            }
        }
    }

    @Override
    public void onLossTold(VirtualHost host) {
        for (Ear ear : ears.getOrDefault(host, Map.of()).values()) {
            if (ear.missed && ear.toldNanos == NEVER) {
                ear.toldNanos = lan.nowNanos();
            }
        }
    }
}
