// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.charset.StandardCharsets;

/** Sends one datagram to a Unix socket: the JDK's own Unix sockets are streams only. Cold path. */
public final class UnixDatagram {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int PATH_AT = 2;
    private static final int LONGEST_PATH = 107;

    private UnixDatagram() {}

    /**
     * Sends a text.
     *
     * @param path the socket's path; a leading {@code @} stands for the abstract name space
     * @throws KernelException when the kernel refuses, or nobody listens
     */
    public static void send(String path, String text) throws KernelException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > LONGEST_PATH) {
            throw new KernelException("sendto(" + path + ")", Errno.EINVAL);
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
        int addressBytes = PATH_AT + name.length;
        int fd = Syscall.check(
                "socket(AF_UNIX)", Syscall.socket(AF_UNIX, SOCK_DGRAM | SocketOptions.SOCK_NONBLOCK_CLOEXEC, 0));
        try (Arena arena = new Arena(addressBytes, message.length)) {
            Arena.Region address = arena.reserve(addressBytes);
            Arena.Region bytes = arena.reserve(message.length);
            address.bytes().putShort(0, (short) AF_UNIX).put(PATH_AT, name);
            bytes.bytes().put(0, message);
            Syscall.check(
                    "sendto(" + path + ")",
                    Syscall.sendTo(fd, bytes.address(), message.length, address.address(), addressBytes));
        } finally {
            Syscall.close(fd);
        }
    }
}
