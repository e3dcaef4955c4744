// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The steady path makes no garbage: what the loop does again and again allocates not one byte per call. */
class AllocationIT {
    private static final int CALLS = 20_000;
    private static final long OWN = 0x0A09_0001L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ByteBuffer advert = ByteBuffer.allocateDirect(20);
    private final TestReporter reporter;
    private long sum;

    AllocationIT(TestReporter reporter) {
        this.reporter = reporter;
    }

    private void assertNoGarbage(String what, Runnable call) {
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        long before = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        long nanos = System.nanoTime() - before;
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
        reporter.publishEntry(what, nanos / CALLS + " ns/op, " + allocated + " bytes in all");
        // Less than a byte a call: the measurement itself may allocate once.
        assertThat(allocated).as(what).isLessThan(CALLS);
    }

    @Test
    void waitingAndTimers() throws Exception {
        try (Epoll epoll = new Epoll(4);
                TimerFd timer = new TimerFd();
                WakeupFd wakeup = new WakeupFd();
                KernelClock clock = new KernelClock()) {
            epoll.add(timer.fd(), 1);
            epoll.add(wakeup.fd(), 2);
            long later = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
            assertNoGarbage("epoll, nothing ready", () -> sum += epoll.await(0));
            assertNoGarbage("timer armed", () -> sum += timer.arm(later));
            assertNoGarbage("timer fired and drained", () -> {
                timer.arm(0);
                sum += epoll.await(-1) + epoll.token(0);
                timer.drain();
            });
            assertNoGarbage("woken and drained", () -> {
                wakeup.wake();
                sum += epoll.await(-1) + epoll.token(0);
                wakeup.drain();
            });
            assertNoGarbage("wall clock", () -> sum += clock.realtimeNanos());
        }
    }

    @Test
    void advertisements() throws Exception {
        try (NetworkNamespace sendingHost = NetworkNamespace.create();
                NetworkNamespace receivingHost = NetworkNamespace.create()) {
            NetworkNamespace.connect(sendingHost, "10.9.0.1/24", receivingHost, "10.9.0.2/24", "v0");
            Link from = sendingHost.link("v0");
            Link to = receivingHost.link("v0");
            try (AdvertSocket sender = sendingHost.call(() -> AdvertSocket.open("v0", from.index(), 1));
                    AdvertSocket receiver = receivingHost.call(() -> AdvertSocket.open("v0", to.index(), 1));
                    ArpSocket arp = sendingHost.call(ArpSocket::new);
                    Epoll epoll = new Epoll(1)) {
                epoll.add(receiver.fd(), 0);
                assertNoGarbage("nothing received", () -> sum += receiver.receive());
                assertNoGarbage("advert sent and received", () -> {
                    sum += sender.send(advert, OWN, AdvertSocket.GROUP) + epoll.await(-1);
                    sum += receiver.receive()
                            + receiver.packet(0).source()
                            + receiver.packet(0).stampNanos();
                });
                assertNoGarbage("drops asked for", () -> sum += receiver.drops());
                assertNoGarbage("advert sent", () -> sum += sender.send(advert, OWN, AdvertSocket.GROUP));
                assertNoGarbage("address announced", () -> sum += arp.send(from.index(), from.mac(), OWN + 99));
            }
        }
    }

    /** Leases are renewed all the time an Active lives, and the monitor hears of each renewal. */
    @Test
    void leases() throws Exception {
        try (NetworkNamespace host = NetworkNamespace.create()) {
            host.addLink("d0");
            AddressSpec address = AddressSpec.ipv4(host.link("d0").index(), OWN, 24);
            CountingListener listener = new CountingListener();
            RtNetlink.AckListener acks = (token, errno, text) -> sum += errno;
            try (RtNetlink netlink = host.call(RtNetlink::new);
                    RtMonitor monitor = host.call(RtMonitor::new)) {
                assertNoGarbage("lease renewed and heard of", () -> {
                    netlink.renew(1, address, 60, 60);
                    netlink.flush(acks);
                    monitor.poll(listener, 16);
                });
            }
            assertThat(sum).as("errors").isZero();
            assertThat(listener.notices).isEqualTo(2 * CALLS);
        }
    }

    private static final class CountingListener implements RtListener {
        int notices;

        @Override
        public void linkChanged(Link link) {}

        @Override
        public void linkRemoved(int ifIndex, String name) {}

        @Override
        public void addressAdded(AddressNotice notice) {
            notices++;
        }

        @Override
        public void addressRemoved(AddressNotice notice) {}

        @Override
        public void overflow() {}
    }
}
