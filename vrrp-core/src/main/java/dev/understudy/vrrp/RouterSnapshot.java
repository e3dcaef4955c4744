package dev.understudy.vrrp;

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
 * @param peer the sender of the last accepted advertisement, empty if none was heard
 * @param peerPriority the priority in it, 0..255
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
        String peer,
        int peerPriority,
        long sent,
        long accepted,
        Map<String, Long> rejected) {
    /** Copies the collections. */
    public RouterSnapshot {
        faults = Set.copyOf(faults);
        rejected = Map.copyOf(rejected);
    }
}
