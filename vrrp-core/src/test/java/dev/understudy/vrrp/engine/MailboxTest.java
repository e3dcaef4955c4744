// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final List<String> done = new ArrayList<>();

    private Mailbox.Request say(String text) {
        return now -> done.add(text + '@' + now);
    }

    @Test
    void carriesOutInOrder() {
        Mailbox mailbox = new Mailbox(3);
        assertThat(mailbox.offer(say("a"))).isTrue();
        assertThat(mailbox.offer(say("b"))).isTrue();
        mailbox.carryOut(7);
        mailbox.carryOut(8);

        assertThat(done).containsExactly("a@7", "b@7");
    }

    @Test
    void refusesWhatDoesNotFit() {
        Mailbox mailbox = new Mailbox(2);
        assertThat(mailbox.offer(say("a"))).isTrue();
        assertThat(mailbox.offer(say("b"))).isTrue();
        assertThat(mailbox.offer(say("c"))).isFalse();
        assertThat(mailbox.offer(say("d"))).isFalse();
        mailbox.carryOut(1);
        assertThat(mailbox.offer(say("e"))).isTrue();
        assertThat(mailbox.offer(say("f"))).isTrue();
        assertThat(mailbox.offer(say("g"))).isFalse();
        mailbox.carryOut(2);

        assertThat(done).containsExactly("a@1", "b@1", "e@2", "f@2");
    }

    @Test
    void whatArrivesMeanwhileWaitsForTheNextTurn() {
        Mailbox mailbox = new Mailbox(1);
        mailbox.offer(now -> {
            done.add("first@" + now);
            assertThat(mailbox.offer(say("second"))).isTrue();
        });
        mailbox.carryOut(1);
        assertThat(done).containsExactly("first@1");
        mailbox.carryOut(2);
        assertThat(done).containsExactly("first@1", "second@2");
    }

    @Test
    void needsRoomForOne() {
        assertThatThrownBy(() -> new Mailbox(0)).hasMessageContaining("capacity 0");
    }

    @Test
    void losesNothingThatItTookFromManyThreads() throws InterruptedException {
        Mailbox mailbox = new Mailbox(50);
        AtomicInteger taken = new AtomicInteger();
        int[] carriedOut = {0};
        CountDownLatch ended = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                        for (int n = 0; n < 5_000; n++) {
                            if (mailbox.offer(now -> carriedOut[0]++)) {
                                taken.incrementAndGet();
                            }
                        }
                        ended.countDown();
                    })
                    .start();
        }
        while (ended.getCount() > 0) {
            mailbox.carryOut(0);
        }
        mailbox.carryOut(0);

        assertThat(carriedOut[0]).isEqualTo(taken.get()).isPositive();
    }
}
