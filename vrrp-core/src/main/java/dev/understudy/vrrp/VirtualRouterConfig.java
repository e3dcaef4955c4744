// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a virtual router needs to know, checked. It holds nothing live and can be shared between threads. Made by
 * {@link #builder(String, int)}:
 *
 * <pre>{@code
 * VirtualRouterConfig config = VirtualRouterConfig.builder("eth0", 51)
 *         .priority(150)
 *         .address("192.0.2.10/24")
 *         .build();
 * }</pre>
 *
 * @param name the name used in logs and reports
 * @param id interface, family and VRID
 * @param version the protocol version sent and accepted (R2)
 * @param priority 1..255; 255 means that this host owns the addresses (T9)
 * @param advertisementInterval version 3: 10 ms .. 40.95 s in steps of 10 ms (P1); version 2: whole seconds, 1..255 (T21)
 * @param preempt whether an Active of lower priority is replaced (P5)
 * @param preemptDelay how long an Active of lower priority is left alone first, 0..1000 s (P9)
 * @param addresses the addresses carried in advertisements, 1..255, all of the router's family
 * @param excludedAddresses addresses that follow the Active but are not advertised
 * @param sourceAddress the source of advertisements, empty for the primary address of the interface (T1, F7)
 * @param password the simple-text password, version 2 only (R14)
 * @param checksumForm which checksum is sent with version 3 over IPv4
 * @param strictChecksum whether the other checksum form is refused on receipt; usually both are accepted
 * @param announcements how addresses are announced
 */
public record VirtualRouterConfig(
        String name,
        VirtualRouterId id,
        VrrpVersion version,
        int priority,
        Duration advertisementInterval,
        boolean preempt,
        Duration preemptDelay,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        Optional<InetAddress> sourceAddress,
        Optional<SimplePassword> password,
        ChecksumForm checksumForm,
        boolean strictChecksum,
        Announcements announcements) {
    /** The priority of a router whose host owns the addresses (T9). */
    public static final int OWNER_PRIORITY = 255;

    /** The priority of a router that is not configured otherwise (T9). */
    public static final int DEFAULT_PRIORITY = 100;

    private static final long NANOS_PER_CENTI = 10_000_000L;
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1000);

    /** Checks every component and their fit. */
    public VirtualRouterConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(checksumForm, "checksumForm");
        Objects.requireNonNull(announcements, "announcements");
        addresses = List.copyOf(addresses);
        excludedAddresses = List.copyOf(excludedAddresses);
        check(priority >= 1 && priority <= OWNER_PRIORITY, "priority " + priority + " is not within 1..255 (T9)");
        check(
                !preemptDelay.isNegative() && preemptDelay.compareTo(LONGEST_DELAY) <= 0,
                "preempt delay " + preemptDelay + " is not within 0..1000 s (P9)");
        checkVersion(version, id.family(), password.isPresent());
        checkInterval(version, advertisementInterval);
        checkAddresses(id, addresses, excludedAddresses);
        if (sourceAddress.isPresent()) {
            InetAddress source = sourceAddress.get();
            boolean fits = AddressFamily.of(source) == id.family();
            check(fits, "source address " + source.getHostAddress() + " is not " + id.family());
        }
        if (sourceAddress.isPresent() && priority != OWNER_PRIORITY) {
            checkSource(sourceAddress.get(), addresses, excludedAddresses);
        }
    }

    private static void checkVersion(VrrpVersion version, AddressFamily family, boolean password) {
        if (version == VrrpVersion.V2) {
            check(family == AddressFamily.IPV4, "version 2 knows IPv4 only: an IPv6 router needs version 3");
        } else {
            check(!password, "version 3 has no authentication: a password needs version 2");
        }
    }

    private static void checkInterval(VrrpVersion version, Duration interval) {
        if (version == VrrpVersion.V2) {
            boolean whole = interval.getNano() == 0 && interval.getSeconds() >= 1 && interval.getSeconds() <= 255;
            check(
                    whole,
                    "advertisement interval " + interval + " is not a whole number of seconds within 1..255 (T21)");
        } else {
            boolean fits = !interval.isNegative() && interval.getSeconds() <= 40;
            long nanos = fits ? interval.toNanos() : 0;
            boolean centis =
                    nanos % NANOS_PER_CENTI == 0 && nanos >= NANOS_PER_CENTI && nanos <= 4095 * NANOS_PER_CENTI;
            check(
                    centis,
                    "advertisement interval " + interval + " is not within 0.01..40.95 s in steps of 0.01 s (P1)");
        }
    }

    private static void checkAddresses(
            VirtualRouterId id, List<VirtualAddress> addresses, List<VirtualAddress> excluded) {
        // An IPv6 advertisement with more than 89 addresses would not fit a frame of 1,500 bytes; IPv4 is bounded by
        // the count's byte.
        int most = id.family() == AddressFamily.IPV4 ? 255 : 89;
        check(
                !addresses.isEmpty() && addresses.size() <= most,
                addresses.size() + " addresses: expected 1.." + most + " (T10)");
        check(excluded.size() <= 1024, excluded.size() + " excluded addresses: expected at most 1024");
        for (VirtualAddress address : addresses) {
            check(
                    address.family() == id.family(),
                    address + " is not of the router's family " + id.family() + " (T16)");
        }
        if (id.family() == AddressFamily.IPV6) {
            boolean linkLocal = addresses.get(0).address().isLinkLocalAddress();
            check(linkLocal, "the first IPv6 address, " + addresses.get(0) + ", is not link-local (T15)");
        }
        Set<String> seen = new HashSet<>();
        for (VirtualAddress address : concat(addresses, excluded)) {
            String key =
                    address.address().getHostAddress() + '%' + address.device().orElse(id.interfaceName());
            check(seen.add(key), address + " is listed twice");
        }
    }

    private static void checkSource(InetAddress source, List<VirtualAddress> addresses, List<VirtualAddress> excluded) {
        boolean virtual =
                concat(addresses, excluded).stream().anyMatch(a -> a.address().equals(source));
        check(!virtual, "source address " + source.getHostAddress() + " is one of the virtual addresses (F7)");
    }

    private static List<VirtualAddress> concat(List<VirtualAddress> first, List<VirtualAddress> second) {
        if (second.isEmpty()) {
            return first;
        }
        List<VirtualAddress> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Returns whether this host owns the addresses: priority 255. */
    public boolean owner() {
        return priority == OWNER_PRIORITY;
    }

    /** Returns the advertised addresses followed by the excluded ones: all that the Active holds. */
    public List<VirtualAddress> allAddresses() {
        return concat(addresses, excludedAddresses);
    }

    /** Starts an IPv4, version 3 configuration; whatever is not set has the protocol's default. */
    public static VirtualRouterConfigBuilder builder(String interfaceName, int vrid) {
        return new VirtualRouterConfigBuilder(interfaceName, vrid);
    }
}
