// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Setting and reading socket options while a socket is being opened; every refusal names the option. */
final class SocketOptions {
    static final int SOL_SOCKET = 1;
    static final int SO_SNDBUF = 7;
    static final int SO_RCVBUF = 8;
    static final int SO_PRIORITY = 12;
    static final int SO_BINDTODEVICE = 25;
    static final int SO_SNDBUFFORCE = 32;
    static final int SO_RCVBUFFORCE = 33;
    static final int SO_TIMESTAMPNS = 35;
    static final int SO_RXQ_OVFL = 40;
    static final int SO_MEMINFO = 55;

    static final int SOCK_NONBLOCK_CLOEXEC = 0x800 | 0x80000;

    private final int fd;

    SocketOptions(int fd) {
        this.fd = fd;
    }

    void set(String name, int level, int option, int value) throws KernelException {
        set(
                name + "=" + value,
                level,
                option,
                ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(0, value));
    }

    void bindToDevice(String interfaceName) throws KernelException {
        ByteBuffer name = ByteBuffer.wrap(interfaceName.getBytes(StandardCharsets.UTF_8));
        set("SO_BINDTODEVICE, " + interfaceName, SOL_SOCKET, SO_BINDTODEVICE, name);
    }

    void set(String name, int level, int option, ByteBuffer value) throws KernelException {
        Syscall.check("setsockopt(" + name + ")", trySet(level, option, value));
    }

    /**
     * Asks for a buffer beyond the administrator's limit, which CAP_NET_ADMIN allows, and settles for less without it.
     *
     * @return what the kernel now allows, its bookkeeping included (twice what was asked for)
     */
    int forceBuffer(int forceOption, int option, int bytes) throws KernelException {
        ByteBuffer value = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(0, bytes);
        if (trySet(SOL_SOCKET, forceOption, value) < 0) {
            set("buffer of " + bytes + " bytes", SOL_SOCKET, option, value);
        }
        return get(option);
    }

    private int trySet(int level, int option, ByteBuffer value) {
        try (Arena scratch = new Arena(value.capacity())) {
            Arena.Region region = scratch.reserve(value.capacity());
            region.bytes().put(0, value, 0, value.capacity());
            return Syscall.setOption(fd, level, option, region.address(), value.capacity());
        }
    }

    private int get(int option) throws KernelException {
        try (Arena scratch = new Arena(4, 4)) {
            Arena.Region value = scratch.reserve(4);
            Arena.Region length = scratch.reserve(4);
            length.bytes().putInt(0, 4);
            Syscall.check(
                    "getsockopt(" + option + ")",
                    Syscall.getOption(fd, SOL_SOCKET, option, value.address(), length.address()));
            return value.bytes().getInt(0);
        }
    }
}
