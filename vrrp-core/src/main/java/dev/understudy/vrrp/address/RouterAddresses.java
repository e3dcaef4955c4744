// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.List;

/** The addresses of one router and what is wanted of them. */
final class RouterAddresses {
    final List<HeldAddress> addresses;
    /** K5: the address of an owner is the host's own: never leased, never removed, never in the ledger. */
    final boolean owner;
    /** K1, or {@link KernelPort#FOREVER}. */
    final int leaseSeconds;

    boolean wanted;
    /** The engine was told that all are held. */
    boolean acknowledged;
    /** The engine has yet to be told that all are released. */
    boolean releasing;

    /** An advert has left since the last renewal (K1). */
    boolean renewalDue;

    long renewedNanos;

    RouterAddresses(VirtualRouterConfig config, int[] devices, Lease lease) {
        List<VirtualAddress> all = config.allAddresses();
        if (devices.length != all.size()) {
            throw new IllegalArgumentException(devices.length + " devices for " + all.size() + " addresses");
        }
        owner = config.owner();
        leaseSeconds = lease.enabled() && !owner
                ? Lease.seconds(config.advertisementInterval().toNanos())
                : KernelPort.FOREVER;
        List<HeldAddress> list = new ArrayList<>();
        for (int i = 0; i < devices.length; i++) {
            list.add(new HeldAddress(all.get(i), devices[i]));
        }
        addresses = List.copyOf(list);
    }

    boolean allPresent() {
        for (int i = 0; i < addresses.size(); i++) {
            if (!addresses.get(i).isPresent()) {
                return false;
            }
        }
        return true;
    }

    boolean allAbsent() {
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).phase != HeldAddress.Phase.ABSENT) {
                return false;
            }
        }
        return true;
    }

    boolean leaseHasRunOut(long nowNanos) {
        long slack = 50_000_000L;
        return leaseSeconds != KernelPort.FOREVER && nowNanos - renewedNanos >= leaseSeconds * 1_000_000_000L - slack;
    }
}
