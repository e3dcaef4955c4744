// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.util.List;

/**
 * A VRRP advertisement as it was on the wire.
 *
 * @param timeNanos the kernel's receive stamp
 * @param sourceMac lower case with colons
 * @param source source address of the IP header
 * @param destination destination address of the IP header
 * @param ttl TTL or hop limit
 * @param tos type of service or traffic class, all eight bits
 * @param dontFragment DF of the IPv4 header
 * @param version 2 or 3 if all is well
 * @param type 1 if all is well
 * @param vrid virtual router
 * @param priority 0 is a resignation
 * @param intervalCentis v2: the whole seconds of the packet times 100
 * @param authType v2: 0 none, 1 simple text; v3: 0
 * @param authData v2: the eight bytes as text without padding; v3: empty
 * @param addresses the address list, in order
 * @param checksum which form the checksum fits
 * @param bytes the VRRP message alone; do not change
 */
public record WireAdvert(
        long timeNanos,
        String sourceMac,
        String source,
        String destination,
        int ttl,
        int tos,
        boolean dontFragment,
        int version,
        int type,
        int vrid,
        int priority,
        int intervalCentis,
        int authType,
        String authData,
        List<String> addresses,
        Checksum checksum,
        byte[] bytes) {

    /** The forms of the checksum in the field (protocol.md, section 6). */
    public enum Checksum {
        /** Over the VRRP message. */
        MESSAGE_ONLY,
        /** Over pseudo-header and message. */
        PSEUDO_HEADER,
        /** Neither. */
        WRONG
    }

    /** Whether the host sent it: by its MAC, or by its address if the MAC is a virtual one (T19). */
    public boolean isFrom(LabHost host) {
        return sourceMac.equals(host.mac())
                || sourceMac.startsWith("00:00:5e:00:0") && source.equals(host.primaryAddress());
    }

    @Override
    public String toString() {
        return "%s %s > %s ttl %d tos %02x v%d type %d vrid %d priority %d interval %d cs auth %d '%s' %s %s"
                .formatted(
                        WallClock.show(timeNanos),
                        source,
                        destination,
                        ttl,
                        tos,
                        version,
                        type,
                        vrid,
                        priority,
                        intervalCentis,
                        authType,
                        authData,
                        addresses,
                        checksum);
    }
}
