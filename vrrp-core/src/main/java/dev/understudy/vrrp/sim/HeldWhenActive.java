// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whenever a process has nothing left to read or do, its engine's view of the addresses is the kernel's. */
final class HeldWhenActive implements Witness {
    /** A process that neither sleeps nor finishes is turning in circles. */
    private static final long LONGEST_UNREST_NANOS = 100_000_000;

    private final VirtualLan lan;
    private final Map<VirtualHost, Long> busySince = new HashMap<>();

    HeldWhenActive(VirtualLan lan) {
        this.lan = lan;
    }

    @Override
    public void afterEvent() {
        List<VirtualHost> hosts = lan.hosts();
        for (int i = 0; i < hosts.size(); i++) {
            VirtualHost host = hosts.get(i);
            if (!host.isRunning() || host.isPaused() || host.isQuiet()) {
                busySince.remove(host);
                if (host.isQuiet() && host.takeTouched()) {
                    checkAll(host);
                }
            } else if (lan.nowNanos() - busySince.computeIfAbsent(host, h -> lan.nowNanos()) > LONGEST_UNREST_NANOS) {
                throw new InvariantViolation(lan, host + " has been busy for 100 ms");
            }
        }
    }

    private void checkAll(VirtualHost host) {
        List<VirtualRouterConfig> routers = host.routers();
        for (int router = 0; router < routers.size(); router++) {
            check(host, router, routers.get(router));
        }
    }

    private void check(VirtualHost host, int router, VirtualRouterConfig config) {
        boolean active = host.state(router) == RouterState.ACTIVE;
        boolean held = active && host.snapshot(router).held();
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
