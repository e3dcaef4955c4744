// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a virtual router looked like at one moment. A copy: it does not change afterwards.
 *
 * @param router which router
 * @param name its name in the configuration
 * @param state its state
 * @param priority the effective priority, 1..255
 * @param held whether every virtual address is bound and acknowledged by the kernel
 * @param faults the faults that keep it in Initialize, empty if none
 * @param peers the routers whose advertisements were accepted, the one heard last first, at most eight
 * @param sent advertisements that left
 * @param accepted advertisements accepted
 * @param rejected refused advertisements by reason, reasons that never occurred left out
 */
public record RouterSnapshot(
        VirtualRouterId router,
        String name,
        RouterState state,
        int priority,
        boolean held,
        Set<Cause> faults,
        List<Peer> peers,
        long sent,
        long accepted,
        Map<String, Long> rejected) {
    /** Copies the collections. */
    public RouterSnapshot {
        peers = List.copyOf(peers);
        faults = Set.copyOf(faults);
        rejected = Map.copyOf(rejected);
    }

    /**
     * Another router of the same VRID, as its advertisements show it.
     *
     * @param address its source address
     * @param priority the priority in its last accepted advertisement, 0..255
     * @param pseudoHeader how many of its advertisements had the checksum with pseudo-header (version 3 over IPv4)
     * @param messageOnly how many had the checksum over the message alone
     */
    public record Peer(String address, int priority, long pseudoHeader, long messageOnly) {}
}
