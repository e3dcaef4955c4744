// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernel takes the addresses of a process that no longer renews them (K1). */
final class DeadHoldNothing implements Witness {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SWEEP_NANOS = 2 * NANOS_PER_SECOND;

    private final VirtualLan lan;
    /** Since when a host has had no process that works. */
    private final Map<VirtualHost, Long> deadSince = new HashMap<>();

    DeadHoldNothing(VirtualLan lan) {
        this.lan = lan;
    }

    @Override
    public void afterEvent() {
        List<VirtualHost> hosts = lan.hosts();
        for (int i = 0; i < hosts.size(); i++) {
            VirtualHost host = hosts.get(i);
            if (host.isRunning() && !host.isPaused()) {
                deadSince.remove(host);
            } else if (host.isLeasing()) {
                check(host, lan.nowNanos() - deadSince.computeIfAbsent(host, h -> lan.nowNanos()));
            }
        }
    }

    private void check(VirtualHost host, long deadNanos) {
        if (host.kernel().isEmpty()) {
            return;
        }
        for (VirtualRouterConfig config : host.routers()) {
            if (config.owner()) {
                continue;
            }
            // K1, computed here again: from the rule, not from the code that is being watched.
            long interval = config.advertisementInterval().toNanos();
            long lease = Math.max(2, (3 * interval + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND) * NANOS_PER_SECOND;
            long longest = host.hasStoppedCleanly() ? 0 : lease + SWEEP_NANOS;
            for (VirtualAddress address : config.allAddresses()) {
                boolean ours = host.kernel().holds(address) && !host.kernel().isForeign(address);
                if (ours && deadNanos > longest) {
                    throw new InvariantViolation(
                            lan, host + " has been dead for " + deadNanos / 1_000_000 + " ms and holds " + address);
                }
            }
        }
    }
}
