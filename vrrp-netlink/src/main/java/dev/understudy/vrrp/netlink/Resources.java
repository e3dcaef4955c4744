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
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The descriptors of a runtime: opened together, closed together, the last one first. */
final class Resources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);
    private static final int EVENTS = 1024;

    private final ArrayDeque<AutoCloseable> opened = new ArrayDeque<>();

    final Epoll epoll;
    final TimerFd timer;
    final WakeupFd wakeup;
    final RtMonitor monitor;
    final RtNetlink netlink;
    final ArpSocket arp;
    final KernelClock clock;

    Resources() throws KernelException {
        boolean complete = false;
        try {
            epoll = keep(new Epoll(EVENTS));
            timer = keep(new TimerFd());
            wakeup = keep(new WakeupFd());
            monitor = keep(new RtMonitor());
            netlink = keep(new RtNetlink());
            arp = keep(new ArpSocket());
            clock = keep(new KernelClock());
            epoll.add(timer.fd(), Loop.TIMER);
            epoll.add(wakeup.fd(), Loop.WAKEUP);
            epoll.add(monitor.fd(), Loop.MONITOR);
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /** Adds something to be closed before what was opened earlier. */
    <T extends AutoCloseable> T keep(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable resource = opened.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("Closing {}", resource, e);
            }
        }
    }
}
