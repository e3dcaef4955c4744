// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualRouterId;
import dev.understudy.vrrp.VrrpListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListenerThreadTest {
    private static final VirtualRouterId ROUTER = new VirtualRouterId("eno1", AddressFamily.IPV4, 167);
    private static final RouterState[] STATES = {RouterState.BACKUP, RouterState.ACTIVE};

    private final List<Transition> heard = Collections.synchronizedList(new ArrayList<>());

    @Test
    void tellsEverythingInOrderToAListenerThatKeepsUp() {
        try (ListenerThread thread = new ListenerThread(heard::add, Thread::new)) {
            thread.start();
            for (int i = 0; i < 1000; i++) {
                thread.onTransition(transition(i));
            }
        }
        assertThat(heard).hasSize(1000);
        assertThat(heard).extracting(Transition::atNanos).isSorted();
    }

    @Test
    void joinsWhatASlowListenerMissesAndNeverLosesTheLastState() {
        CountDownLatch gate = new CountDownLatch(1);
        VrrpListener slow = t -> {
            await(gate);
            heard.add(t);
        };
        int many = 20_001;
        try (ListenerThread thread = new ListenerThread(slow, Thread::new)) {
            thread.start();
            for (int i = 0; i < many; i++) {
                thread.onTransition(transition(i));
            }
            gate.countDown();
        }
        assertThat(heard.size()).isLessThan(many);
        assertThat(heard.get(heard.size() - 1).atNanos()).isEqualTo(many - 1);
        for (int i = 1; i < heard.size(); i++) {
            assertThat(heard.get(i).from())
                    .as("no gap at %d", i)
                    .isEqualTo(heard.get(i - 1).to());
        }
    }

    @Test
    void isWokenAtTheEndOfTheTurn() {
        CountDownLatch told = new CountDownLatch(1);
        try (ListenerThread thread = new ListenerThread(t -> told.countDown(), Thread::new)) {
            thread.start();
            thread.onTransition(transition(0));
            thread.perform(0);
            await(told); // before it is closed, which wakes it as well
        }
    }

    @Test
    void survivesAListenerThatThrows() {
        VrrpListener failing = new VrrpListener() {
            @Override
            public void onTransition(Transition transition) {
                heard.add(transition);
                throw new IllegalStateException("as the test wants it");
            }

            @Override
            public void onNotice(Notice notice) {
                throw new AssertionError("as the test wants it");
            }
        };
        try (ListenerThread thread = new ListenerThread(failing, Thread::new)) {
            thread.start();
            thread.onNotice(new Notice(ROUTER, Notice.Kind.RUNTIME, "a notice", 0));
            thread.onTransition(transition(0));
            thread.onTransition(transition(1));
        }
        assertThat(heard).hasSize(2);
    }

    private static Transition transition(int i) {
        return new Transition(ROUTER, "VI_1", STATES[i % 2], STATES[(i + 1) % 2], Cause.ACTIVE_DOWN, "", 100, i);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
