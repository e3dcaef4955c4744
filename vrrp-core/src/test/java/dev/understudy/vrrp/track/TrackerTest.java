// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.engine.Duty;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Counting reports, and heartbeats that expire. */
class TrackerTest {
    private static final long NOW = Long.MAX_VALUE - 5;

    private static void report(Tracker tracker, String results) {
        results.chars().forEach(c -> tracker.report(c == '+', "said " + (char) c));
    }

    private static Health after(Tracker tracker, String results) {
        report(tracker, results);
        return tracker.health(NOW);
    }

    @Test
    void nothingIsKnownAtFirst() {
        Tracker tracker = new Tracker("web", 1, 1);
        assertThat(tracker.health(NOW)).isEqualTo(Health.UNKNOWN);
        assertThat(tracker.detail(NOW)).isEqualTo("nothing was reported yet");
        assertThat(tracker.name()).isEqualTo("web");
    }

    @Test
    void firstReportCountsAtOnce() {
        assertThat(after(new Tracker("web", 3, 3), "+")).isEqualTo(Health.UP);
        assertThat(after(new Tracker("web", 3, 3), "-")).isEqualTo(Health.DOWN);
    }

    @Test
    void laterReportsCountAfterSoManyInARow() {
        Tracker tracker = new Tracker("web", 2, 3);
        assertThat(after(tracker, "+--")).isEqualTo(Health.UP);
        assertThat(after(tracker, "+--")).isEqualTo(Health.UP);
        assertThat(after(tracker, "-")).isEqualTo(Health.DOWN);
        assertThat(after(tracker, "+-+")).isEqualTo(Health.DOWN);
        assertThat(after(tracker, "+")).isEqualTo(Health.UP);
    }

    @Test
    void startingAsFailedNeedsAllOfRise() {
        Tracker tracker = new Tracker("web", 2, 1, Health.DOWN);
        assertThat(after(tracker, "+")).isEqualTo(Health.DOWN);
        assertThat(after(tracker, "+")).isEqualTo(Health.UP);
    }

    @Test
    void detailIsThatOfTheHealthAndKeepsUp() {
        Tracker tracker = new Tracker("web", 1, 2);
        tracker.report(true, "one");
        tracker.report(true, "two");
        assertThat(tracker.detail(NOW)).isEqualTo("two");
        tracker.report(false, "three");
        assertThat(tracker.detail(NOW)).isEqualTo("two");
        tracker.report(false, "four");
        assertThat(tracker.detail(NOW)).isEqualTo("four");
    }

    @Test
    void heartbeatExpires() {
        Tracker tracker = new Tracker("app", 1, 1);
        tracker.heartbeat(10_000_000, NOW);
        assertThat(tracker.health(NOW + 9_999_999)).isEqualTo(Health.UP);
        assertThat(tracker.detail(NOW)).isEqualTo("its heart beats");
        assertThat(tracker.deadlineNanos(NOW)).isEqualTo(NOW + 10_000_000);
        assertThat(tracker.health(NOW + 10_000_000)).isEqualTo(Health.DOWN);
        assertThat(tracker.detail(NOW + 13_000_000)).isEqualTo("no heartbeat for 3 ms past its time");
        assertThat(tracker.deadlineNanos(NOW + 10_000_000)).isEqualTo(Duty.NEVER);
        tracker.heartbeat(10_000_000, NOW + 20_000_000);
        assertThat(tracker.health(NOW + 20_000_000)).isEqualTo(Health.UP);
    }

    @Test
    void heartbeatDoesNotOutvoteABadReport() {
        Tracker tracker = new Tracker("app", 1, 1);
        tracker.heartbeat(10, NOW);
        tracker.report(false, "ill");
        assertThat(tracker.health(NOW)).isEqualTo(Health.DOWN);
        assertThat(tracker.detail(NOW)).isEqualTo("ill");
        assertThat(tracker.detail(NOW + 20)).isEqualTo("ill");
        tracker.report(true, "well");
        assertThat(tracker.health(NOW)).isEqualTo(Health.UP);
        assertThat(tracker.detail(NOW)).isEqualTo("well");
        assertThat(tracker.health(NOW + 10)).isEqualTo(Health.DOWN);
    }

    @Test
    void changesWakeEveryoneOnce() {
        Tracker tracker = new Tracker("app", 1, 2);
        List<String> woken = new ArrayList<>();
        Runnable one = () -> woken.add("one");
        tracker.onChange(one);
        tracker.onChange(one);
        tracker.onChange(() -> woken.add("two"));
        report(tracker, "+");
        assertThat(woken).containsExactly("one", "two");
        report(tracker, "+-+");
        assertThat(woken).hasSize(2);
        report(tracker, "--");
        assertThat(woken).hasSize(4);
    }

    @Test
    void onlyABeatAfterSilenceWakes() {
        Tracker tracker = new Tracker("app", 1, 1);
        AtomicInteger woken = new AtomicInteger();
        tracker.onChange(woken::incrementAndGet);
        tracker.heartbeat(10, NOW);
        tracker.heartbeat(10, NOW + 9);
        assertThat(woken).hasValue(1);
        tracker.heartbeat(10, NOW + 19);
        assertThat(woken).hasValue(2);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Tracker("web", 0, 1)).hasMessageContaining("rise 0");
        assertThatThrownBy(() -> new Tracker("web", 1, 0)).hasMessageContaining("fall 0");
        Tracker tracker = new Tracker("web", 1, 1);
        assertThatThrownBy(() -> tracker.heartbeat(0, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tracker.report(true, null)).isInstanceOf(NullPointerException.class);
        assertThat(tracker.health(NOW)).isEqualTo(Health.UNKNOWN);
    }

    /** A million bad reports: had one been lost, the last would not have tipped the scales; had one counted twice, an earlier one would. */
    @Test
    void noReportIsLostOrCountedTwice() throws InterruptedException {
        int each = 250_000;
        int threads = 4;
        Tracker tracker = new Tracker("web", 1, threads * each + 1);
        AtomicInteger woken = new AtomicInteger();
        tracker.report(true, "well");
        tracker.onChange(woken::incrementAndGet);
        inParallel(threads, () -> {
            for (int i = 0; i < each; i++) {
                tracker.report(false, "ill");
            }
        });
        assertThat(tracker.health(NOW)).isEqualTo(Health.UP);
        tracker.report(false, "the last straw");
        assertThat(tracker.detail(NOW)).isEqualTo("the last straw");
        assertThat(woken).hasValue(1);
    }

    @Test
    void readersNeverSeeABeatingHeartAsUnknown() throws InterruptedException {
        Tracker tracker = new Tracker("app", 1, 1);
        tracker.heartbeat(1000, 0);
        List<Health> wrong = new ArrayList<>();
        inParallel(3, () -> {
            for (int i = 1; i < 20_000; i++) {
                tracker.heartbeat(1000, i % 500);
                Health health = tracker.health(i % 500);
                if (health != Health.UP) {
                    synchronized (wrong) {
                        wrong.add(health);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    private static void inParallel(int count, Runnable work) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    work.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
