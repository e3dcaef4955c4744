/**
 * The Linux system-call layer: libc through JNA direct mapping, and nothing above it.
 *
 * <p>Not exported. It knows file descriptors, interface indexes, addresses as numbers and buffers; it knows no virtual
 * router. An IPv4 address is a {@code long} whose low 32 bits hold it in network order (10.0.0.1 is
 * {@code 0x0A000001L}); a MAC address is a {@code long} whose low 48 bits hold it.
 *
 * <p>Rules that hold throughout:
 *
 * <ul>
 *   <li>What opens something, or runs once, throws {@link dev.understudy.vrrp.netlink.linux.KernelException}.
 *   <li>What runs on the loop's steady path allocates nothing and returns a number: 0 or a positive errno where there
 *       is nothing to count, a count or a negated errno where there is.
 *   <li>Every object belongs to one thread, except where its documentation says otherwise; off-heap memory is freed in
 *       {@code close()}, and a closed object answers {@code EBADF}.
 *   <li>The network namespace is that of the thread that opened the object. The kernel is asked through rtnetlink
 *       alone: {@code java.net.NetworkInterface}, {@code /sys} and {@code /proc/self/net} may show another namespace.
 * </ul>
 */
package dev.understudy.vrrp.netlink.linux;
