// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

/**
 * An ARP packet as it was on the wire.
 *
 * @param timeNanos the kernel's receive stamp
 * @param frameMac source of the frame
 * @param op 1 request, 2 reply
 * @param senderMac sender of the ARP packet
 * @param senderIp sender of the ARP packet
 * @param targetIp target of the ARP packet
 */
public record WireArp(long timeNanos, String frameMac, int op, String senderMac, String senderIp, String targetIp) {
    /** An announcement: sender and target are the same address. */
    public boolean isGratuitous() {
        return senderIp.equals(targetIp);
    }

    @Override
    public String toString() {
        return "%s arp %s from %s: %s at %s to %s"
                .formatted(
                        WallClock.show(timeNanos),
                        op == 1 ? "request" : "reply",
                        frameMac,
                        senderIp,
                        senderMac,
                        targetIp);
    }
}
