// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.ChecksumForm;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes the advertisements of one virtual router. All that never changes is encoded and summed once; each advert is then a copy, a
 * priority and a checksum, without allocation. Immutable, safe for use by several threads.
 */
public final class AdvertisementWriter {
    private final byte[] template;
    private final long templateSum;
    private final AddressFamily family;
    private final boolean pseudoHeader;

    /** Encodes what the adverts of a router have in common. */
    public AdvertisementWriter(VirtualRouterConfig config) {
        family = config.id().family();
        boolean v2 = config.version() == VrrpVersion.V2;
        pseudoHeader = !v2 && (family == AddressFamily.IPV6 || config.checksumForm() == ChecksumForm.PSEUDO_HEADER);
        template = encode(config, v2);
        templateSum = Checksum.sum(ByteBuffer.wrap(template), 0, template.length);
    }

    private static byte[] encode(VirtualRouterConfig config, boolean v2) {
        List<VirtualAddress> addresses = config.addresses();
        int addressBytes = config.id().family().addressBytes();
        int length = AdvertisementView.HEADER_BYTES + addresses.size() * addressBytes + (v2 ? Long.BYTES : 0);
        ByteBuffer out = ByteBuffer.allocate(length);
        out.put((byte) (config.version().number() << 4 | AdvertisementView.TYPE_ADVERTISEMENT));
        out.put((byte) config.id().vrid());
        out.put((byte) 0);
        out.put((byte) addresses.size());
        if (v2) {
            out.put((byte) (config.password().isPresent() ? 1 : 0));
            out.put((byte) config.advertisementInterval().toSeconds());
        } else {
            out.putShort((short) (config.advertisementInterval().toMillis() / 10));
        }
        out.putShort((short) 0);
        for (VirtualAddress address : addresses) {
            out.put(address.address().getAddress());
        }
        if (v2) {
            out.putLong(config.password().isPresent() ? config.password().get().wireBits() : 0);
        }
        return out.array();
    }

    /** Returns the length of every advert, in bytes. */
    public int length() {
        return template.length;
    }

    /**
     * Writes one advert to the group of the router's family.
     *
     * @param target a big-endian buffer; its position and limit are neither used nor changed
     * @param at the index of the first byte written
     * @param priority 0..255; 0 resigns (T9)
     * @param sourceHigh the upper half of the source address, for the checksum
     * @param sourceLow the lower half of the source address
     * @return the length written, in bytes
     * @throws IndexOutOfBoundsException if the advert does not fit
     */
    public int write(ByteBuffer target, int at, int priority, long sourceHigh, long sourceLow) {
        target.put(at, template);
        target.put(at + AdvertisementView.PRIORITY_AT, (byte) priority);
        long sum = templateSum + (priority << 8);
        if (pseudoHeader) {
            sum += Checksum.pseudoHeaderToGroup(family, sourceHigh, sourceLow, template.length);
        }
        target.putShort(at + AdvertisementView.CHECKSUM_AT, Checksum.field(sum));
        return template.length;
    }

    /** Returns whether an advert that passed the receive rules carries the same addresses in the same order (R13). */
    public boolean sameAddresses(AdvertisementView packet) {
        int addressBytes = family.addressBytes();
        int count = template[AdvertisementView.COUNT_AT] & 0xff;
        if (packet.addressCount() != count) {
            return false;
        }
        return packet.addressesEqual(template, count * addressBytes);
    }
}
