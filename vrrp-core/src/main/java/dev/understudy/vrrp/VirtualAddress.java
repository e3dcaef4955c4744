// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;

/**
 * An address that follows the Active router, and how it is configured on the interface.
 *
 * @param address the address itself: neither unspecified, loopback nor multicast
 * @param prefixLength bits of the prefix, 0..32 or 0..128
 * @param device the interface that gets the address, empty for the router's own
 * @param broadcast the IPv4 broadcast address, empty for none
 * @param label the IPv4 label, at most 15 characters, empty for none
 * @param scope the rtnetlink scope: 0 global, 200 site, 253 link, 254 host
 * @param prefixRoute whether the kernel adds the route to the prefix, as it does by default
 */
public record VirtualAddress(
        InetAddress address,
        int prefixLength,
        Optional<String> device,
        Optional<InetAddress> broadcast,
        Optional<String> label,
        int scope,
        boolean prefixRoute) {
    private static final int LONGEST_LABEL = 15;

    /** Checks the ranges of the components and that they belong to one family. */
    public VirtualAddress {
        Objects.requireNonNull(address, "address");
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isMulticastAddress()) {
            throw new IllegalArgumentException(address.getHostAddress()
                    + " is an unspecified, loopback or multicast address: no host can hold it");
        }
        AddressFamily family = AddressFamily.of(address);
        if (prefixLength < 0 || prefixLength > family.maxPrefixLength()) {
            throw new IllegalArgumentException(
                    "prefix length " + prefixLength + " is not within 0.." + family.maxPrefixLength());
        }
        device.ifPresent(InterfaceNames::check);
        if (family == AddressFamily.IPV6 && (broadcast.isPresent() || label.isPresent())) {
            throw new IllegalArgumentException("broadcast address and label are for IPv4 addresses only");
        }
        if (broadcast.isPresent() && AddressFamily.of(broadcast.get()) != family) {
            throw new IllegalArgumentException(
                    "broadcast address " + broadcast.get().getHostAddress() + " is not IPv4");
        }
        if (label.isPresent() && (label.get().isEmpty() || label.get().length() > LONGEST_LABEL)) {
            throw new IllegalArgumentException("label '" + label.get() + "' is not 1 to 15 characters");
        }
        if (scope < 0 || scope > 255) {
            throw new IllegalArgumentException("scope " + scope + " is not within 0..255");
        }
    }

    /** Returns an address with its prefix on the router's own interface, and the kernel's defaults for the rest. */
    public static VirtualAddress of(InetAddress address, int prefixLength) {
        return new VirtualAddress(address, prefixLength, Optional.empty(), Optional.empty(), Optional.empty(), 0, true);
    }

    /**
     * Reads {@code 192.0.2.10}, {@code 192.0.2.10/24}, {@code 2001:db8::1/64}. Without a prefix the address stands alone: /32 or /128.
     *
     * @throws IllegalArgumentException if the text is not a literal address with an optional prefix length; host names are not looked up
     */
    public static VirtualAddress parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return of(address, AddressFamily.of(address).maxPrefixLength());
        }
        String prefix = text.substring(slash + 1);
        if (prefix.isEmpty() || prefix.length() > 3 || !prefix.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("'" + prefix + "' in '" + text + "' is not a prefix length");
        }
        return of(address, Integer.parseInt(prefix));
    }

    /**
     * Reads a literal IPv4 or IPv6 address and never asks a name server.
     *
     * @throws IllegalArgumentException if the text is no literal address
     */
    public static InetAddress literal(String text) {
        // A first dot would send the JDK to a name server.
        boolean v6 =
                text.indexOf(':') >= 0 && text.charAt(0) != '.' && text.chars().allMatch(VirtualAddress::isV6Character);
        if (!v6 && !isDottedQuad(text)) {
            throw new IllegalArgumentException("'" + text + "' is not an IPv4 or IPv6 address");
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            if (v6 && address instanceof Inet4Address) {
                throw new IllegalArgumentException(
                        "'" + text + "' is an IPv4 address in IPv6 form: write " + address.getHostAddress());
            }
            return address;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is not an IPv4 or IPv6 address", e);
        }
    }

    private static boolean isV6Character(int c) {
        return c == ':' || c == '.' || Character.digit(c, 16) >= 0 && c < 128;
    }

    /** The JDK reads {@code 10.1} and {@code 10.300} in the BSD way; an address on the wire has four numbers. */
    private static boolean isDottedQuad(String text) {
        int parts = 0;
        for (int start = 0; start <= text.length(); parts++) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (parts == 4 || !isOctet(text, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return parts == 4;
    }

    private static boolean isOctet(String text, int start, int end) {
        int digits = end - start;
        if (digits < 1 || digits > 3 || digits > 1 && text.charAt(start) == '0') {
            return false;
        }
        int value = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            value = 10 * value + c - '0';
        }
        return value <= 255;
    }

    /** Returns the same address on another interface than the router's own. */
    public VirtualAddress onDevice(String name) {
        return new VirtualAddress(address, prefixLength, Optional.of(name), broadcast, label, scope, prefixRoute);
    }

    /** Returns the family of the address. */
    public AddressFamily family() {
        return AddressFamily.of(address);
    }

    /** Returns the address with its prefix length: {@code 192.0.2.10/24}. */
    @Override
    public String toString() {
        return address.getHostAddress() + '/' + prefixLength;
    }
}
