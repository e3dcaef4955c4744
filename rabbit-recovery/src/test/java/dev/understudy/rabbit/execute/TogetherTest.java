// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.FakeHosts.A;
import static dev.understudy.rabbit.execute.FakeHosts.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that belong together are at their hosts at the same time. */
class TogetherTest {
    @TempDir
    Path directory;

    private final FakeHosts world = new FakeHosts();

    private static Course together() {
        List<Command> both = new ArrayList<>(Steps.on(A, Steps.START));
        both.addAll(Steps.on(B, Steps.START));
        return new Steps()
                .step(
                        new Action.StartTogether(List.of(A, B), Duration.ofSeconds(30)),
                        both,
                        new Condition.VmRunning(A),
                        new Condition.VmRunning(B))
                .course("together");
    }

    private ExecutionOutcome run() throws Exception {
        return world.executor().run(together(), Consent.none(), directory.resolve("journal"));
    }

    @Test
    void bothHostsRunTheirLineAtOnce() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        world.before = (node, line) -> {
            if (line.equals(Steps.START)) {
                try {
                    both.await(5, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new AssertionError(node + " was started alone", e);
                }
            }
        };
        assertInstanceOf(ExecutionOutcome.Done.class, run());
        assertEquals(2, world.effects.size());
    }

    @Test
    void oneThatRunsAlreadyIsNotStartedAgain() throws Exception {
        world.node(A).state = NodeState.WAITING;
        assertInstanceOf(ExecutionOutcome.Done.class, run());
        assertEquals(List.of(B + ": " + Steps.START), world.effects);
    }

    @Test
    void noThreadIsLeftWhenOneFails() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        world.before = (node, line) -> {
            if (line.equals(Steps.START) && node.equals(A)) {
                await(begun);
                throw new AssertionError("A fails");
            } else if (line.equals(Steps.START)) {
                begun.countDown();
                try {
                    new CountDownLatch(1).await(5, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    ended.set(true);
                }
            }
        };
        assertEquals("A fails", assertThrows(AssertionError.class, this::run).getMessage());
        assertEquals(true, ended.get(), "the other was still under way");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
