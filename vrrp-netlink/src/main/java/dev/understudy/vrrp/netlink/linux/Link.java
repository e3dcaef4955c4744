// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

/**
 * A network interface as rtnetlink describes it.
 *
 * @param index its number, which a re-created interface gets anew
 * @param name its name
 * @param flags IFF bits
 * @param operState RFC 2863 state: 6 up, 0 unknown, 2 down, 5 dormant ...
 * @param mac its Ethernet address in the low 48 bits, 0 when it has none of 6 bytes
 * @param mtu in bytes
 */
public record Link(int index, String name, int flags, int operState, long mac, int mtu) {
    private static final int IFF_UP = 0x1;
    private static final int IFF_LOOPBACK = 0x8;
    private static final int IFF_RUNNING = 0x40;
    private static final int IFF_NOARP = 0x80;
    private static final int IFF_MULTICAST = 0x1000;

    /** {@return whether the administrator has it up} */
    public boolean isUp() {
        return (flags & IFF_UP) != 0;
    }

    /**
     * {@return whether it can carry packets: it has a carrier and is not dormant} A link that is usable is up and
     * running.
     */
    public boolean isRunning() {
        return (flags & IFF_RUNNING) != 0;
    }

    /** {@return whether it is up and running, the condition of F1 and F2} */
    public boolean isUsable() {
        return isUp() && isRunning();
    }

    /** {@return whether multicast can be sent on it} */
    public boolean isMulticast() {
        return (flags & IFF_MULTICAST) != 0;
    }

    /** {@return whether neighbours find its addresses by ARP; a dummy or a tunnel does without} */
    public boolean isArp() {
        return (flags & IFF_NOARP) == 0;
    }

    /** {@return whether it is the loopback interface} */
    public boolean isLoopback() {
        return (flags & IFF_LOOPBACK) != 0;
    }
}
