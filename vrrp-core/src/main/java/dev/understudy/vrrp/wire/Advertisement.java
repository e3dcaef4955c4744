// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VrrpVersion;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of an advertisement as a value: for tools and tests, not for the hot path. The checksum is not a field: it depends on the
 * packet around it.
 *
 * @param version the version field, 2 or 3
 * @param vrid the VRID, 0..255
 * @param priority the priority, 0..255
 * @param interval the interval field: centiseconds in version 3, seconds in version 2
 * @param authenticationType the authentication type of version 2, 0 in version 3
 * @param addresses the addresses
 */
public record Advertisement(
        int version, int vrid, int priority, int interval, int authenticationType, List<InetAddress> addresses) {
    /** Copies the addresses. */
    public Advertisement {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads a message that is as long as it says.
     *
     * @throws IllegalArgumentException if it is shorter or longer (R4), or no version of VRRP (R2)
     */
    public static Advertisement parse(byte[] message, AddressFamily family) {
        AdvertisementView view = new AdvertisementView().wrap(ByteBuffer.wrap(message), 0, message.length);
        if (!view.hasHeader()) {
            throw new IllegalArgumentException(message.length + " bytes are shorter than the fixed part (R4)");
        }
        boolean v2 = view.version() == VrrpVersion.V2.number();
        if (!v2 && view.version() != VrrpVersion.V3.number()) {
            throw new IllegalArgumentException("version " + view.version() + " is neither 2 nor 3 (R2)");
        }
        int addressBytes = family.addressBytes();
        int expected = AdvertisementView.HEADER_BYTES + view.addressCount() * addressBytes + (v2 ? Long.BYTES : 0);
        if (message.length != expected) {
            throw new IllegalArgumentException(message.length + " bytes, expected " + expected + " for "
                    + view.addressCount() + " addresses (R4)");
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 0; i < view.addressCount(); i++) {
            addresses.add(
                    IpBits.toAddress(family, view.addressHigh(i, addressBytes), view.addressLow(i, addressBytes)));
        }
        return new Advertisement(
                view.version(),
                view.vrid(),
                view.priority(),
                view.intervalField(),
                v2 ? view.authenticationType() : 0,
                addresses);
    }
}
