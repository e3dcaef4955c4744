// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.nio.ByteBuffer;

/** Builds ARP frames byte by byte, for {@link PacketSender}. */
public final class RawArp {
    private RawArp() {}

    /** A gratuitous request of the host: this address is at its MAC. */
    public static byte[] gratuitous(LabHost host, String address) {
        byte[] mac = Octets.mac(host.mac());
        byte[] ip = Octets.ip(address);
        ByteBuffer frame = ByteBuffer.allocate(42);
        frame.put(Octets.mac("ff:ff:ff:ff:ff:ff")).put(mac).putShort((short) 0x0806);
        frame.putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4);
        frame.putShort((short) 1).put(mac).put(ip).put(new byte[6]).put(ip);
        return frame.array();
    }
}
