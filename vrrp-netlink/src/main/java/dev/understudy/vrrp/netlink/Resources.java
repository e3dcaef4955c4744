// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.netlink.linux.ArpSocket;
import dev.understudy.vrrp.netlink.linux.Epoll;
import dev.understudy.vrrp.netlink.linux.KernelClock;
import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.RtMonitor;
import dev.understudy.vrrp.netlink.linux.RtNetlink;
import dev.understudy.vrrp.netlink.linux.TimerFd;
import dev.understudy.vrrp.netlink.linux.WakeupFd;

/** The descriptors of a runtime: opened together, closed together. */
final class Resources implements AutoCloseable {
    private static final int EVENTS = 1024;

    final Epoll epoll;
    final TimerFd timer;
    final WakeupFd wakeup;
    final RtMonitor monitor;
    final RtNetlink netlink;
    final ArpSocket arp;
    final KernelClock clock;

    private final Opening all = new Opening();

    /** @param addresses how many virtual addresses there are, whose notices may all come at once */
    Resources(int addresses) throws KernelException {
        try (Opening opening = new Opening()) {
            epoll = keep(opening, new Epoll(EVENTS));
            timer = keep(opening, new TimerFd());
            wakeup = keep(opening, new WakeupFd());
            monitor = keep(opening, new RtMonitor(addresses));
            netlink = keep(opening, new RtNetlink());
            arp = keep(opening, new ArpSocket());
            clock = keep(opening, new KernelClock());
            epoll.add(timer.fd(), Loop.TIMER);
            epoll.add(wakeup.fd(), Loop.WAKEUP);
            epoll.add(monitor.fd(), Loop.MONITOR);
            opening.succeeded();
        }
    }

    private <T extends AutoCloseable> T keep(Opening opening, T resource) {
        opening.keep(resource);
        return all.keep(resource);
    }

    @Override
    public void close() {
        all.close();
    }
}
