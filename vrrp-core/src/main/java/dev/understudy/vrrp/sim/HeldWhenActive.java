// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whenever a process has nothing left to read or do, its engine's view of the addresses is the kernel's. */
final class HeldWhenActive implements Witness {
    /** A process that neither sleeps nor finishes is turning in circles. */
    private static final long LONGEST_UNREST_NANOS = 100_000_000;

    private static final long NOT = -1;

    private final VirtualLan lan;
    private final Map<VirtualHost, Watch> watches = new HashMap<>();

    /** What is known about one host. */
    private static final class Watch {
        private long busySince = NOT;
        /** By router, as of the last report: nothing changes what an engine holds without one. */
        private final BitSet held = new BitSet();

        private boolean reported;
        private int life;
    }

    HeldWhenActive(VirtualLan lan) {
        this.lan = lan;
    }

    private Watch watch(VirtualHost host) {
        return watches.computeIfAbsent(host, h -> new Watch());
    }

    @Override
    public void onTransition(VirtualHost host, Transition transition) {
        watch(host).reported = true;
    }

    @Override
    public void onNotice(VirtualHost host, Notice notice) {
        watch(host).reported = true;
    }

    @Override
    public void afterEvent() {
        List<VirtualHost> hosts = lan.hosts();
        for (int i = 0; i < hosts.size(); i++) {
            if (hosts.get(i).isTouched()) {
                look(hosts.get(i), watch(hosts.get(i)));
            }
        }
    }

    private void look(VirtualHost host, Watch watch) {
        long now = lan.nowNanos();
        if (host.isQuiet()) {
            host.untouch();
            watch.busySince = NOT;
            checkAll(host, watch);
        } else if (!host.isRunning() || host.isPaused()) {
            watch.busySince = NOT;
        } else if (watch.busySince == NOT) {
            watch.busySince = now;
        } else if (now - watch.busySince > LONGEST_UNREST_NANOS) {
            throw new InvariantViolation(lan, host + " has been busy for 100 ms");
        }
    }

    private void checkAll(VirtualHost host, Watch watch) {
        watch.reported |= watch.life != host.lives();
        watch.life = host.lives();
        List<VirtualRouterConfig> routers = host.routers();
        for (int router = 0; router < routers.size(); router++) {
            if (watch.reported) {
                watch.held.set(router, host.snapshot(router).held());
            }
            check(host, router, routers.get(router), watch.held.get(router));
        }
        watch.reported = false;
    }

    private void check(VirtualHost host, int router, VirtualRouterConfig config, boolean held) {
        boolean active = host.state(router) == RouterState.ACTIVE;
        if (active && !held) {
            throw new InvariantViolation(lan, host + " is Active and does not hold " + config.allAddresses());
        }
        List<VirtualAddress> addresses = config.allAddresses();
        for (int i = 0; i < addresses.size(); i++) {
            VirtualAddress address = addresses.get(i);
            boolean bound = host.kernel().holds(address);
            if (held && !bound) {
                throw new InvariantViolation(lan, host + " believes that it holds " + address);
            }
            boolean ours = bound && !config.owner() && !host.kernel().isForeign(address);
            if (ours && !active) {
                throw new InvariantViolation(lan, host + " holds " + address + " and is not Active");
            }
            if (ours && !host.ledger().contains(router, i)) {
                throw new InvariantViolation(lan, host + " holds " + address + ", which is not in its ledger");
            }
        }
    }
}
