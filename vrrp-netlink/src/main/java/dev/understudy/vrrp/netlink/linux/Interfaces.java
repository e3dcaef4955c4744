// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * The interfaces of this network namespace at one moment, by rtnetlink.
 *
 * @param links all of them
 * @param addresses all of theirs
 */
public record Interfaces(List<Link> links, List<AddressNotice> addresses) {
    /**
     * Asks the kernel.
     *
     * @return what is there now
     * @throws KernelException when it does not answer
     */
    public static Interfaces read() throws KernelException {
        return new Interfaces(RtDump.links(), RtDump.addresses());
    }

    /**
     * Finds an interface.
     *
     * @param name as the kernel has it
     * @return empty when there is none
     */
    public Optional<Link> named(String name) {
        return links.stream().filter(link -> link.name().equals(name)).findFirst();
    }

    /**
     * Finds an interface.
     *
     * @param ifIndex as the kernel has it
     * @return empty when there is none
     */
    public Optional<Link> at(int ifIndex) {
        return links.stream().filter(link -> link.index() == ifIndex).findFirst();
    }

    /**
     * The address to send from (T1): the first primary address in the kernel's order, or else the first secondary,
     * that is not a virtual one (F7).
     *
     * @param ifIndex the interface
     * @param isVirtual says whether an address belongs to a virtual router, which may have been bound before the host's
     * @return empty when it has no address of its own
     */
    public OptionalLong primaryIpv4(int ifIndex, LongPredicate isVirtual) {
        List<AddressNotice> candidates = addresses.stream()
                .filter(a -> a.ifIndex() == ifIndex && a.family() == AddressSpec.IPV4 && !isVirtual.test(a.low()))
                .toList();
        return candidates.stream()
                .filter(a -> !a.isSecondary())
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .map(a -> OptionalLong.of(a.low()))
                .orElse(OptionalLong.empty());
    }
}
