// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the loop waits on. Needs no privilege. */
@EnabledOnOs(OS.LINUX)
class LoopPrimitivesTest {
    private static final int NEVER_IN_A_TEST = 10_000;

    @Test
    void timerWakesAtItsDeadlineAndNotBefore() throws Exception {
        try (Epoll epoll = new Epoll(4);
                TimerFd timer = new TimerFd()) {
            epoll.add(timer.fd(), 42);
            for (int i = 0; i < 20; i++) {
                long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(i);
                assertThat(timer.arm(deadline)).isZero();
                assertThat(epoll.await(NEVER_IN_A_TEST)).isEqualTo(1);

                assertThat(System.nanoTime() - deadline).isNotNegative();
                assertThat(epoll.token(0)).isEqualTo(42);
                assertThat(epoll.failed(0)).isFalse();
                assertThat(timer.drain()).isTrue();
                assertThat(timer.drain()).isFalse();
                assertThat(epoll.await(0)).isZero();
            }
        }
    }

    @Test
    void pastDeadlineFiresAtOnce() throws Exception {
        try (Epoll epoll = new Epoll(4);
                TimerFd timer = new TimerFd()) {
            epoll.add(timer.fd(), 1);
            for (long past : new long[] {System.nanoTime() - 1, 0, -1, Long.MIN_VALUE / 2}) {
                assertThat(timer.arm(past)).isZero();
                assertThat(epoll.await(NEVER_IN_A_TEST)).as("deadline %d", past).isEqualTo(1);
                assertThat(timer.drain()).isTrue();
            }
        }
    }

    @Test
    void laterAlarmReplacesEarlierAndDisarmingEndsIt() throws Exception {
        try (Epoll epoll = new Epoll(4);
                TimerFd timer = new TimerFd()) {
            epoll.add(timer.fd(), 1);
            timer.arm(0); // fired
            timer.arm(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
            assertThat(epoll.await(0)).isZero();
            timer.arm(0);
            assertThat(timer.disarm()).isZero();
            assertThat(epoll.await(0)).isZero();
        }
    }

    @Test
    void clocksAgree() {
        try (KernelClock clock = new KernelClock()) {
            assertThat(clock.offsetFromNanoTime()).isZero(); // HotSpot
            long before = System.currentTimeMillis();
            long now = clock.realtimeNanos();
            assertThat(TimeUnit.NANOSECONDS.toMillis(now)).isBetween(before, System.currentTimeMillis());
            assertThat(clock.monotonicNanos()).isLessThanOrEqualTo(clock.monotonicNanos());
        }
    }

    @Test
    void wakeUpsAreOneUntilSeen() throws Exception {
        try (Epoll epoll = new Epoll(4);
                WakeupFd wakeup = new WakeupFd()) {
            epoll.add(wakeup.fd(), 7);
            assertThat(epoll.await(0)).isZero();
            wakeup.wake();
            wakeup.wake();
            assertThat(epoll.await(0)).isEqualTo(1);
            wakeup.drain();
            assertThat(epoll.await(0)).isZero();
            wakeup.wake();
            assertThat(epoll.await(0)).isEqualTo(1);
        }
    }

    @Test
    void noWakeUpIsLost() throws Exception {
        int messages = 100_000;
        try (Epoll epoll = new Epoll(4);
                WakeupFd wakeup = new WakeupFd()) {
            epoll.add(wakeup.fd(), 7);
            Queue<Integer> mailbox = new ConcurrentLinkedQueue<>();
            Thread sender = new Thread(() -> {
                for (int i = 0; i < messages; i++) {
                    mailbox.add(i);
                    wakeup.wake();
                }
            });
            sender.start();
            int seen = 0;
            while (seen < messages) {
                assertThat(epoll.await(NEVER_IN_A_TEST))
                        .as("after %d messages", seen)
                        .isEqualTo(1);
                wakeup.drain();
                while (mailbox.poll() != null) {
                    seen++;
                }
            }
            sender.join();
        }
    }

    @Test
    void moreReadyThanThereIsRoomForWaitsForTheNextTurn() throws Exception {
        try (Epoll epoll = new Epoll(1);
                WakeupFd first = new WakeupFd();
                WakeupFd second = new WakeupFd()) {
            epoll.add(first.fd(), 1);
            epoll.add(second.fd(), 2);
            first.wake();
            second.wake();
            assertThat(epoll.await(0)).isEqualTo(1);
            int token = epoll.token(0);
            (token == 1 ? first : second).drain();
            assertThat(epoll.await(0)).isEqualTo(1);
            assertThat(epoll.token(0)).isEqualTo(3 - token);
        }
    }

    @Test
    void severalReadyAtOnceAreToldApart() throws Exception {
        try (Epoll epoll = new Epoll(4);
                WakeupFd first = new WakeupFd();
                WakeupFd second = new WakeupFd()) {
            epoll.add(first.fd(), 0x1234_5678);
            epoll.add(second.fd(), -2);
            first.wake();
            second.wake();
            assertThat(epoll.await(0)).isEqualTo(2);
            assertThat(List.of(epoll.token(0), epoll.token(1))).containsExactlyInAnyOrder(0x1234_5678, -2);
            assertThat(epoll.failed(0) || epoll.failed(1)).isFalse();
        }
    }

    @Test
    void descriptorsAreWatchedOnceAndForgotten() throws Exception {
        try (Epoll epoll = new Epoll(1);
                WakeupFd wakeup = new WakeupFd()) {
            epoll.add(wakeup.fd(), 1);
            assertThatThrownBy(() -> epoll.add(wakeup.fd(), 2)).hasMessage("epoll_ctl(ADD): EEXIST (17): File exists");
            wakeup.wake();
            epoll.remove(wakeup.fd());
            assertThat(epoll.await(0)).isZero();
            assertThatThrownBy(() -> epoll.remove(wakeup.fd())).hasMessageContaining("ENOENT (2)");
        }
    }

    @Test
    void closedOnesAnswerBadDescriptor() throws Exception {
        Epoll epoll = new Epoll(1);
        TimerFd timer = new TimerFd();
        WakeupFd wakeup = new WakeupFd();
        for (int i = 0; i < 2; i++) { // closing twice is closing once
            epoll.close();
            timer.close();
            wakeup.close();
        }
        assertThat(epoll.await(0)).isEqualTo(-Errno.EBADF);
        assertThat(timer.arm(1)).isEqualTo(Errno.EBADF);
        assertThat(timer.drain()).isFalse();
        wakeup.wake();
        wakeup.drain();
    }
}
