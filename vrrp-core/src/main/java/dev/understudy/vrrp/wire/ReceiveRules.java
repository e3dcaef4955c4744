// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.ChecksumForm;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;

/**
 * The receive rules of one virtual router (RFC 9568, 7.1): R1-R5, R8-R10, R12 and R14, in the order of their numbers, the first that
 * fails wins. R6 and R15 need to know which routers and addresses there are and stay with the engine. Immutable; allocates nothing.
 */
public final class ReceiveRules {
    private static final int TTL = 255;
    private static final int AUTHENTICATION_NONE = 0;
    private static final int AUTHENTICATION_SIMPLE = 1;

    private final int version;
    private final long intervalNanos;
    private final int authenticationType;
    private final long authenticationBits;
    private final ChecksumForm strictForm;

    /** Takes from a configuration what the rules compare with. */
    public ReceiveRules(VirtualRouterConfig config) {
        version = config.version().number();
        intervalNanos = config.advertisementInterval().toNanos();
        authenticationType = config.password().isPresent() ? AUTHENTICATION_SIMPLE : AUTHENTICATION_NONE;
        authenticationBits =
                config.password().isPresent() ? config.password().get().wireBits() : 0;
        strictForm = config.strictChecksum() ? config.checksumForm() : null;
    }

    /** Returns the verdict on a packet for this router, whose VRID was looked up before. */
    public Verdict check(AdvertisementView packet, PacketContext ip) {
        Verdict structure = checkStructure(packet, ip, version, strictForm);
        if (structure != Verdict.ACCEPTED) {
            return structure;
        }
        if (version != VrrpVersion.V2.number()) {
            return Verdict.ACCEPTED;
        }
        if (packet.intervalNanos() != intervalNanos) {
            return Verdict.INTERVAL;
        }
        boolean authentic = packet.authenticationType() == authenticationType
                && (authenticationType == AUTHENTICATION_NONE || packet.authenticationBits() == authenticationBits);
        return authentic ? Verdict.ACCEPTED : Verdict.AUTHENTICATION;
    }

    /** Returns the verdict on a packet that no router waits for: what is wrong with the packet itself, else R6. */
    public static Verdict checkUnknown(AdvertisementView packet, PacketContext ip) {
        int version = packet.length() > 0 ? packet.version() : 0;
        boolean known = version == VrrpVersion.V2.number() || version == VrrpVersion.V3.number();
        Verdict verdict = checkStructure(packet, ip, known ? version : VrrpVersion.V3.number(), null);
        boolean soundUpToHere = verdict.compareTo(Verdict.UNKNOWN_VRID) > 0 || verdict == Verdict.ACCEPTED;
        return soundUpToHere ? Verdict.UNKNOWN_VRID : verdict;
    }

    /** Returns which checksum form a packet uses that passed R5; with a sum that fits both, the pseudo-header form. */
    public static ChecksumForm checksumForm(AdvertisementView packet, PacketContext ip) {
        long withPseudoHeader = packet.sum() + Checksum.pseudoHeader(ip, packet.length());
        return Checksum.good(withPseudoHeader) ? ChecksumForm.PSEUDO_HEADER : ChecksumForm.MESSAGE_ONLY;
    }

    private static Verdict checkStructure(
            AdvertisementView packet, PacketContext ip, int expectedVersion, ChecksumForm strictForm) {
        if (ip.ttl() != TTL) {
            return Verdict.TTL;
        }
        if (packet.length() == 0) {
            return Verdict.LENGTH;
        }
        boolean v2 = expectedVersion == VrrpVersion.V2.number();
        if (packet.version() != expectedVersion || v2 && ip.family() != AddressFamily.IPV4) {
            return Verdict.VERSION;
        }
        if (packet.type() != AdvertisementView.TYPE_ADVERTISEMENT) {
            return Verdict.TYPE;
        }
        if (!packet.hasHeader()) {
            return Verdict.LENGTH;
        }
        int addressBytes = ip.family().addressBytes();
        int expectedLength =
                AdvertisementView.HEADER_BYTES + packet.addressCount() * addressBytes + (v2 ? Long.BYTES : 0);
        if (packet.length() != expectedLength) {
            return Verdict.LENGTH;
        }
        if (!checksumFits(packet, ip, v2, strictForm)) {
            return Verdict.CHECKSUM;
        }
        if (packet.addressCount() == 0) {
            return Verdict.NO_ADDRESS;
        }
        if (v2) {
            return Verdict.ACCEPTED;
        }
        if (packet.intervalField() == 0) {
            return Verdict.ZERO_INTERVAL;
        }
        boolean linkLocal =
                ip.family() == AddressFamily.IPV4 || packet.addressHigh(0, addressBytes) >>> 54 == 0xfe80 >>> 6;
        return linkLocal ? Verdict.ACCEPTED : Verdict.NOT_LINK_LOCAL;
    }

    private static boolean checksumFits(
            AdvertisementView packet, PacketContext ip, boolean v2, ChecksumForm strictForm) {
        long message = packet.sum();
        if (v2) {
            return Checksum.good(message);
        }
        boolean pseudo = Checksum.good(message + Checksum.pseudoHeader(ip, packet.length()));
        if (ip.family() == AddressFamily.IPV6 || strictForm == ChecksumForm.PSEUDO_HEADER) {
            return pseudo;
        }
        return pseudo && strictForm == null || Checksum.good(message);
    }
}
