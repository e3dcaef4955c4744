// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.HostShell;
import dev.understudy.rabbit.host.HostShells;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.DataDirectory;
import dev.understudy.rabbit.observe.NodeObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An offline forget, done and looked at in real files by a real shell, and killed at any moment of it. Only RabbitMQ's tools are not there. */
class ForgetOfflineTest {
    private static final NodeName A = World.A;
    private static final NodeName B = World.B;

    @TempDir
    private Path directory;

    private Path base;
    private final Course course = Courses.course(Courses.step(
            1,
            new Action.ForgetOffline(A, B),
            List.of(new Command(A, "echo forget >> commands; echo rabbit@hosta > members", List.of())),
            List.of(new Condition.VmStopped(A)),
            List.of(new Condition.ForgottenOnDisk(A, B))));

    @BeforeEach
    void aStoppedNode() throws Exception {
        base = directory.resolve("mnesia");
        Files.createDirectories(base.resolve("rabbit@hosta"));
        reset();
    }

    @Test
    void killedAtAnyMomentItIsDoneOnce() throws Exception {
        Killer counter = Killer.never();
        assertThat(executor(counter).run(course, Consent.none(), directory.resolve("untouched")))
                .isInstanceOf(ExecutionOutcome.Done.class);
        assertThat(commands()).containsExactly("forget");

        for (int moment = 3; moment <= counter.moments(); moment++) {
            reset();
            Path journal = directory.resolve("journal-" + moment);
            try {
                executor(Killer.at(moment)).run(course, Consent.none(), journal);
            } catch (Killer.Killed e) {
                assertThat(journal).isNotEmptyFile();
            }
            ExecutionOutcome outcome = executor(Killer.never()).resume(journal);
            assertThat(outcome).as("moment " + moment).isInstanceOf(ExecutionOutcome.Done.class);
            assertThat(commands()).as("moment " + moment).containsExactly("forget");
        }
    }

    private void reset() throws Exception {
        Files.writeString(directory.resolve("members"), "rabbit@hosta rabbit@hostb\n");
        Files.writeString(base.resolve("rabbit@hosta/cluster_nodes.config"), "[]\n");
        Files.writeString(directory.resolve("commands"), "");
    }

    private List<String> commands() throws Exception {
        return Files.readAllLines(directory.resolve("commands"));
    }

    /** What schema.DAT would say, from a file that is easier to write. */
    private DiskEvidence inspect(Path copy) {
        DiskEvidence read = DataDirectory.inspectCopy(copy);
        String members;
        try {
            members = Files.readString(directory.resolve("members")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DiskEvidence(
                read.directory(),
                Arrays.stream(members.split(" ")).map(NodeName::new).collect(Collectors.toSet()),
                read.discMembers(),
                read.runningAtShutdown(),
                read.peers(),
                read.shutdown(),
                read.store(),
                read.version(),
                read.forceLoad(),
                read.featureFlags(),
                read.queues(),
                read.users(),
                read.vhosts(),
                List.of());
    }

    private RecoveryExecutor executor(Killer killer) {
        Installation packaged = Installation.packaged();
        Installation installation = new Installation(
                base.toString(), packaged.startCommand(), packaged.stopCommand(), packaged.ctl(), packaged.owner());
        HostShell real = HostShells.local();
        HostShell shell = new HostShell() {
            @Override
            public HostOutput run(String line, Duration limit) throws InterruptedException {
                if (line.startsWith("rabbitmq")) {
                    return new HostOutput(HostOutput.End.EXITED, 69, "", "not running at all");
                }
                boolean looks = !line.startsWith("echo");
                if (looks) {
                    return real.run(line, limit);
                }
                killer.moment();
                HostOutput output = real.run("cd " + directory + "; " + line, limit);
                killer.moment();
                return output;
            }

            @Override
            public String describe() {
                return "here";
            }
        };
        return new RecoveryExecutor(
                Map.of(A, new NodeAccess(A, installation, shell)),
                new NodeObserver(this::inspect),
                question -> true,
                new ProgressListener() {},
                new TestClock(killer));
    }
}
