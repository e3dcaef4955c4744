// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.examples.CommandRun;
import dev.understudy.rabbit.ConsentLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each exit code, and what is printed with it. */
class RabbitExitCodesTest {
    private static final String QUESTION =
            "Are the old hosts of rabbit@hostb shut off, and will their disks never be started again without being wiped?";

    private final Fakes world = new Fakes();

    @TempDir
    private Path temporary;

    private Path snapshot;

    @BeforeEach
    void writeCase4() throws IOException {
        snapshot = Fakes.undeclared(temporary, 4);
    }

    private CommandRun consented(Object... more) {
        Object[] agreed = {
            "--snapshot", snapshot, "--lost", "rabbit@hostb", "--node", "rabbit@hosta",
            "--consent", "level=2", "--consent", "queue=/:cb.q", "--consent", "queue=/:mm.unsync",
            "--consent", "unseen=rabbit@hosta", "--consent", "unavailable=/:qq.q", "--confirm", QUESTION
        };
        Object[] all = new Object[agreed.length + more.length];
        System.arraycopy(agreed, 0, all, 0, agreed.length);
        System.arraycopy(more, 0, all, agreed.length, more.length);
        return world.run("recover", all);
    }

    @Test
    void zeroWhenDone() {
        Path journal = temporary.resolve("journal");
        CommandRun run = consented("--journal", journal);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Journal: " + journal, "Done and verified");
        assertThat(world.orders).singleElement().satisfies(order -> {
            assertThat(order.course().id()).isEqualTo("forget-offline");
            assertThat(order.consent().level()).isEqualTo(ConsentLevel.DATA);
            assertThat(order.consent().confirmed()).containsExactly(QUESTION);
            assertThat(order.journal()).isEqualTo(journal);
        });
    }

    @Test
    void zeroForPlansAndDryRuns() {
        CommandRun plan = world.run("plan", "--snapshot", snapshot, "--lost", "rabbit@hostb");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).contains("forget_cluster_node --offline rabbit@hostb", "  --consent queue=/:cb.q \\");
        CommandRun dry = world.run("recover", "--snapshot", snapshot, "--lost", "rabbit@hostb", "--dry-run");
        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out()).contains("forget_cluster_node --offline rabbit@hostb", "It would need:");
        assertThat(world.orders).isEmpty();
    }

    @Test
    void oneWhenAPartBreaks() {
        world.broken = new IllegalStateException("broken");
        assertThat(consented().exitCode()).isEqualTo(RabbitExit.INTERNAL);
    }

    @Test
    void twoWhenTheExecutorCannotUseTheInput() {
        world.ending = new Parts.Ending(Parts.Ending.Result.BAD_INPUT, List.of("journal j: is there already"));
        CommandRun run = consented();
        assertThat(run.exitCode()).isEqualTo(RabbitExit.BAD_INPUT);
        assertThat(run.err()).contains("journal j: is there already");
    }

    @Test
    void threeWithTheReasonsWhenRefused() {
        for (String command : List.of("plan", "recover")) {
            CommandRun run = world.run(command, "--snapshot", snapshot);
            assertThat(run.exitCode()).isEqualTo(RabbitExit.REFUSED);
            assertThat(run.out()).contains("EVIDENCE_MISSING", "What would help:");
        }
        assertThat(world.orders).isEmpty();
    }

    @Test
    void threeWhenALostNodeAnswers() throws IOException {
        Path answers = Files.writeString(
                temporary.resolve("answers.json"),
                Files.readString(snapshot).replace("\"UNREACHABLE\"", "\"WAITING\""));
        CommandRun run = world.run("plan", "--snapshot", answers, "--lost", "rabbit@hostb");
        assertThat(run.exitCode()).isEqualTo(RabbitExit.REFUSED);
        assertThat(run.out()).contains("LOST_BUT_ANSWERS");
    }

    @Test
    void fourWithTheWordsToAddWhenConsentIsMissing() {
        CommandRun run = world.run(
                "recover",
                "--snapshot",
                snapshot,
                "--lost",
                "rabbit@hostb",
                "--node",
                "rabbit@hosta",
                "--consent",
                "level=2",
                "--consent",
                "queue=/:cb.q");
        assertThat(run.exitCode()).isEqualTo(RabbitExit.CONSENT_MISSING);
        assertThat(run.out())
                .endsWith(String.join(
                        System.lineSeparator(),
                        "add:",
                        "  --consent queue=/:mm.unsync \\",
                        "  --consent unseen=rabbit@hosta \\",
                        "  --consent unavailable=/:qq.q \\",
                        "  --confirm '" + QUESTION + "'",
                        ""));
        assertThat(world.orders).isEmpty();
    }

    @Test
    void fourWhenSomethingElseWasConsentedTo() {
        CommandRun run = consented("--consent", "queue=/:other");
        assertThat(run.exitCode()).isEqualTo(RabbitExit.CONSENT_MISSING);
        assertThat(run.out()).contains("take away:").endsWith("  --consent queue=/:other" + System.lineSeparator());
        assertThat(world.orders).isEmpty();
    }

    @Test
    void fourForAnotherWayNeedsMore() {
        assertThat(consented("--course", "forget-offline-delete-queues").exitCode())
                .isEqualTo(RabbitExit.CONSENT_MISSING);
    }

    @Test
    void fiveWithTheJournalWhenAStepFails() {
        world.ending = new Parts.Ending(Parts.Ending.Result.FAILED, List.of("step 5: the broker does not run"));
        CommandRun run = consented();
        assertThat(run.exitCode()).isEqualTo(RabbitExit.FAILED);
        assertThat(run.err())
                .contains("step 5: the broker does not run")
                .contains("--resume " + Path.of("/state/recovery-20260102T030405Z.journal"));
    }

    @Test
    void resumeGoesOnWithTheJournal() throws IOException {
        Path journal = Files.writeString(temporary.resolve("journal"), "{}");
        CommandRun run = world.run("recover", "--resume", journal, "--node", "rabbit@hosta");
        assertThat(run.exitCode()).isZero();
        assertThat(world.resumed).containsExactly(journal);
    }

    @Test
    void zeroForASnapshotWhateverWasFound() {
        CommandRun run = world.run("snapshot", "--node", "rabbit@hosta", "--node", "rabbit@hostb=ssh:hostb", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(Fakes.readable(run.out())).isTrue();
        world.state = dev.understudy.rabbit.NodeState.UNREACHABLE;
        run = world.run("snapshot", "--node", "rabbit@hosta=ssh:hosta");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("rabbit@hosta: unreachable");
        assertThat(run.err()).contains("rabbit@hosta: ssh: refused?").doesNotContain("\u001b");
    }

    @Test
    void installationsReachTheNodes() {
        world.run(
                "snapshot",
                "--node",
                "rabbit@hosta",
                "--node",
                "rabbit@hostb",
                "--ctl",
                "/opt/ctl",
                "--ctl",
                "rabbit@hostb=sudo ctl",
                "--owner",
                "mq");
        assertThat(world.looked)
                .extracting(node ->
                        node.installation().ctl() + " " + node.installation().owner())
                .containsExactly("/opt/ctl mq", "sudo ctl mq");
    }

    @Test
    void directoriesAreEnoughToPlan() {
        CommandRun run = world.run(
                "plan",
                "--dir",
                "/copies/rabbit@hosta",
                "--dir",
                "/copies/rabbit@hostb",
                "--rabbitmq-version",
                "3.10.8");
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("start-in-order").doesNotContain("/copies");
    }

    @Test
    void inspectSaysWhatDirectoriesTell() {
        CommandRun run = world.run("inspect", "/copies/rabbit@hosta");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("saw leaving  nobody, so it waits for rabbit@hostb");
        assertThat(world.run("inspect", "--json", "/copies/rabbit@hosta", "/copies/rabbit@hostb")
                        .out())
                .startsWith("[{")
                .contains("},\n{")
                .endsWith("}]" + System.lineSeparator());
    }
}
