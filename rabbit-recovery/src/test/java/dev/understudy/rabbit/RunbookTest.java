// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runbooks of courses made by hand, as they were last found right ({@code -Drunbook.update} writes them anew). */
class RunbookTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "runbook");
    private static final NodeName A = new NodeName("rabbit@hosta");
    private static final NodeName B = new NodeName("rabbit@hostb");
    private static final QueueName CB = new QueueName("/", "cb.q");
    private static final Loss LOST_QUEUE = new Loss(
            Loss.Kind.QUEUE,
            CB.toString(),
            OptionalLong.of(20),
            "a classic queue without mirrors, its only copy was on rabbit@hostb");
    private static final Loss UNSEEN = new Loss(
            Loss.Kind.UNSEEN,
            A.value(),
            OptionalLong.empty(),
            "whatever was created or published on rabbit@hostb after rabbit@hosta had stopped; nobody can list it");

    @Test
    void forgettingALostNodeOffline() throws IOException {
        expect("forget-offline.txt", Runbook.render(keepReplicas()));
    }

    @Test
    void aPlanWithAChoice() throws IOException {
        Course wait = new Course("wait", "Nothing is given up: rabbit@hostb is mended first.", List.of());
        RecoveryPlan plan = new RecoveryPlan(
                List.of(
                        "rabbit@hosta: stopped; Mnesia's log on rabbit@hosta says that it saw nobody go down; it waits for"
                                + " rabbit@hostb",
                        "rabbit@hostb: unreachable, declared lost"),
                List.of("rabbit@hostb must never start again with its old disk: fence it"),
                List.of(),
                List.of(keepReplicas(), wait));
        expect("choice.txt", Runbook.render(plan));
    }

    @Test
    void aRefusal() throws IOException {
        RecoveryPlan plan = new RecoveryPlan(
                List.of("rabbit@hostb: running, declared lost"),
                List.of(),
                List.of(new Refusal(
                        Refusal.Code.LOST_BUT_ANSWERS,
                        "rabbit@hostb is declared lost, but its Erlang VM answers on rabbit@hostb's host",
                        "stop it and keep it from starting, or do not declare it lost")),
                List.of());
        expect("refusal.txt", Runbook.render(plan));
    }

    @Test
    void linesAreNoLongerThanTheyMayBe() {
        assertThat(Runbook.render(keepReplicas()).lines())
                .filteredOn(line -> line.length() > 100)
                .allMatch(line -> line.contains("rabbitmqctl") || line.contains("cp -a"), "a command");
    }

    @Test
    void whatAnotherWayHasInCommonIsToldOnce() {
        Course other = new Course("other", "Another.", keepReplicas().steps().subList(0, 2));
        RecoveryPlan plan = new RecoveryPlan(List.of(), List.of(), List.of(), List.of(keepReplicas(), other));
        assertThat(Runbook.render(plan))
                .containsOnlyOnce("--offline rabbit@hostb")
                .contains("Steps 1 to 2: as in the");
        assertThat(Runbook.render(other)).contains("--offline rabbit@hostb");
    }

    @Test
    void controlCharactersInNamesAreShownNotSent() {
        Course course = new Course(
                "x",
                "x",
                List.of(new Step(
                        1,
                        new Action.DeleteQueue(A, new QueueName("/", "a\u001b[2Jb")),
                        List.of(new Command(A, "rm a\u001b[2Jb", List.of())),
                        "r",
                        List.of(),
                        List.of(),
                        Duration.ofMinutes(1),
                        "u",
                        ConsentLevel.FORCE,
                        List.of())));
        assertThat(Runbook.render(course)).contains("/:a%1B[2Jb").doesNotContain("\u001b");
    }

    private static Course keepReplicas() {
        Step ask = new Step(
                1,
                new Action.AskOperator("Is rabbit@hostb fenced, so that its disk cannot come back?"),
                List.of(),
                "rabbit@hostb is declared lost",
                List.of(),
                List.of(new Condition.Confirmed("Is rabbit@hostb fenced, so that its disk cannot come back?")),
                Duration.ofDays(1),
                "nothing was changed",
                ConsentLevel.SAFE,
                List.of());
        Step forget = new Step(
                2,
                new Action.ForgetOffline(A, B),
                List.of(new Command(
                        A,
                        "rabbitmqctl -n rabbit@hosta forget_cluster_node --offline rabbit@hostb",
                        List.of("not_a_cluster_node"))),
                "rabbit@hostb stopped last and is lost: rabbit@hosta would wait for it for ever",
                List.of(
                        new Condition.VmStopped(A),
                        new Condition.PathPresent(A, "/var/lib/rabbitmq/understudy/rabbit@hosta")),
                List.of(new Condition.ForgottenOnDisk(A, B)),
                Duration.ofMinutes(2),
                "put the copy of the data directory back in place",
                ConsentLevel.DATA,
                List.of(LOST_QUEUE, UNSEEN));
        Step start = new Step(
                3,
                new Action.StartTogether(List.of(A, B), Duration.ofMinutes(5)),
                List.of(
                        new Command(A, "systemctl start --no-block rabbitmq-server", List.of()),
                        new Command(B, "systemctl start --no-block rabbitmq-server", List.of())),
                "neither saw the other go",
                List.of(),
                List.of(
                        new Condition.AppRunning(A),
                        new Condition.Members(A, Set.of(A, B)),
                        new Condition.QueuesExist(A, Set.of(new QueueName("/", "m.q"), CB)),
                        new Condition.ServesMessages(A)),
                Duration.ofSeconds(750),
                "stop both again",
                ConsentLevel.SAFE,
                List.of());
        return new Course(
                "keep-replicas",
                "rabbit@hosta forgets rabbit@hostb offline and goes on with the mirrors that it has.",
                List.of(ask, forget, start));
    }

    private static void expect(String file, String text) throws IOException {
        Path golden = GOLDEN.resolve(file);
        if (System.getProperty("runbook.update") != null) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
    }
}
