// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.engine.AdvertPort;
import dev.understudy.vrrp.netlink.linux.AdvertSocket;
import dev.understudy.vrrp.netlink.linux.Errno;
import java.nio.ByteBuffer;

/** Sends adverts through the raw socket of their interface. */
final class LinuxAdvertPort implements AdvertPort {
    private static final int LONGEST_MESSAGE = 1500;

    private final Devices devices;
    private final ByteBuffer buffer = ByteBuffer.allocate(LONGEST_MESSAGE);

    LinuxAdvertPort(Devices devices) {
        this.devices = devices;
    }

    @Override
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public int messageOffset() {
        return 0;
    }

    @Override
    public int send(int link, AddressFamily family, long sourceHigh, long sourceLow, int length) {
        AdvertSocket socket = devices.get(link).socket;
        if (socket == null) {
            return Errno.ENODEV;
        }
        buffer.limit(length).position(0);
        int errno = socket.send(buffer, sourceLow, AdvertSocket.GROUP);
        buffer.clear();
        return errno;
    }
}
