// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.wire.Verdict;
import java.util.Arrays;

/** R1-R15 a second time, in the plainest way, over byte arrays: what ten million packets are compared with. */
final class RulesByHand {
    /** A router as far as the receive rules see it; the password is null for none. */
    record Router(int link, boolean v6, int vrid, int version, int intervalSeconds, byte[] password, byte[] source) {}

    private final Router[] routers;

    RulesByHand(Router... routers) {
        this.routers = routers;
    }

    /** Returns the router that is addressed, or null. */
    Router router(byte[] m, int length, int link, boolean v6) {
        for (Router r : routers) {
            if (length >= 2 && r.link == link && r.v6 == v6 && r.vrid == (m[1] & 0xff)) {
                return r;
            }
        }
        return null;
    }

    Verdict verdict(Router router, byte[] m, int length, boolean v6, int ttl, byte[] source, byte[] group) {
        if (ttl != 255) {
            return Verdict.TTL;
        }
        if (length == 0) {
            return Verdict.LENGTH;
        }
        int version = (m[0] & 0xff) / 16;
        boolean rightVersion = router == null ? version == 2 && !v6 || version == 3 : version == router.version;
        if (!rightVersion) {
            return Verdict.VERSION;
        }
        if ((m[0] & 0xff) % 16 != 1) {
            return Verdict.TYPE;
        }
        int expected = length < 8 ? -1 : 8 + (m[3] & 0xff) * (v6 ? 16 : 4) + (version == 2 ? 8 : 0);
        if (length != expected) {
            return Verdict.LENGTH;
        }
        boolean plain = sum(0, m, length) == 0xffff;
        boolean pseudo = sum(pseudo(source, group, length), m, length) == 0xffff;
        if (!(version == 2 ? plain : v6 ? pseudo : plain || pseudo)) {
            return Verdict.CHECKSUM;
        }
        if (router == null) {
            return Verdict.UNKNOWN_VRID;
        }
        return content(router, m, length, source);
    }

    private static Verdict content(Router router, byte[] m, int length, byte[] source) {
        if (m[3] == 0) {
            return Verdict.NO_ADDRESS;
        }
        if (router.version == 3) {
            if ((m[4] & 0x0f) == 0 && m[5] == 0) {
                return Verdict.ZERO_INTERVAL;
            }
            if (router.v6 && !((m[8] & 0xff) == 0xfe && (m[9] & 0xc0) == 0x80)) {
                return Verdict.NOT_LINK_LOCAL;
            }
        } else {
            if ((m[5] & 0xff) != router.intervalSeconds) {
                return Verdict.INTERVAL;
            }
            boolean same = router.password == null
                    ? m[4] == 0
                    : m[4] == 1 && Arrays.equals(router.password, Arrays.copyOfRange(m, length - 8, length));
            if (!same) {
                return Verdict.AUTHENTICATION;
            }
        }
        return Arrays.equals(source, router.source) ? Verdict.OWN_SOURCE : Verdict.ACCEPTED;
    }

    private static int pseudo(byte[] source, byte[] group, int length) {
        int sum = sum(112 + length, source, source.length);
        return sum(sum, group, group.length);
    }

    static int sum(int start, byte[] bytes, int length) {
        int sum = start;
        for (int i = 0; i < length; i++) {
            sum += i % 2 == 0 ? (bytes[i] & 0xff) << 8 : bytes[i] & 0xff;
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    /** Makes the checksum right. */
    static void mend(byte[] m, int length, byte[] source, byte[] group, boolean withPseudoHeader) {
        m[6] = 0;
        m[7] = 0;
        int value = ~sum(withPseudoHeader ? pseudo(source, group, length) : 0, m, length);
        m[6] = (byte) (value >> 8);
        m[7] = (byte) value;
    }
}
