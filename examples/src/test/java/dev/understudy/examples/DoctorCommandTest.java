// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.netlink.Preflight.Finding;
import dev.understudy.vrrp.netlink.Preflight.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The exit code is the worst of what is said, wherever it was found; nothing else decides it. */
class DoctorCommandTest {
    private static final Finding GOOD = new Finding(Level.OK, "platform", "as it should be", "");
    private static final Finding POOR = new Finding(Level.WARNING, "arp_ignore", "is 0", "set it to 1");
    private static final Finding BAD = new Finding(Level.ERROR, "capabilities", "CAP_NET_RAW is missing", "be root");

    @TempDir
    private Path directory;

    private final List<VirtualRouterConfig> lookedFor = new ArrayList<>();

    private CommandRun doctor(Finding host, Object... arguments) {
        DoctorCommand doctor = new DoctorCommand((stateDirectory, routers) -> {
            lookedFor.addAll(routers);
            return List.of(host);
        });
        return CommandRun.of(new CommandLine(doctor), arguments);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    /** A file without any remark. */
    private Path clean(String name, int priority) throws IOException {
        return file(name, Dialect.V3.configuration(167, priority, "10.171.48.30/24"));
    }

    private Path refused() throws IOException {
        String text = Tutorial.text(Tutorial.repaired().get(0));
        return file("refused.conf", text.replace("nopreempt\n", "nopreempt\n    use_vmac\n"));
    }

    @Test
    void nothingToRemarkIsZero() throws IOException {
        CommandRun run = doctor(GOOD, "-f", clean("a.conf", 150));
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out())
                .startsWith("This host:\n  ok")
                .contains("VI_1: VRRP 3, VRID 167 on eno1, priority 150, advert every 500 ms, preempts,"
                        + " holds [10.171.48.30/24]\n  nothing to remark\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void anAgreeingPairIsZeroAndItsHostIsUnknown() throws IOException {
        CommandRun run = doctor(GOOD, "-f", clean("a.conf", 150), "-f", clean("b.conf", 100));
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).endsWith("The nodes compared:\n  nothing to remark\n");
        assertThat(lookedFor).isEmpty();
    }

    @Test
    void theHostIsLookedAtForTheRoutersOfItsFile() {
        doctor(GOOD, "-f", Tutorial.repaired().get(0));
        assertThat(lookedFor)
                .singleElement()
                .returns("eno1", config -> config.id().interfaceName());
    }

    @Test
    void withoutAFileTheHostAloneIsLookedAt() {
        CommandRun run = doctor(GOOD);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("This host:\n  " + GOOD + "\n");
    }

    @Test
    void lintsAreOne() {
        CommandRun run = doctor(
                GOOD,
                "-f",
                Tutorial.original().get(0),
                "-f",
                Tutorial.original().get(1));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("rabbitmq1.conf:4:4: warning: 'router_id' is cosmetic")
                .contains("rabbitmq1.conf:21:5: lint: 'nopreempt' is cleared by 'state MASTER'")
                .contains("The nodes compared:\n")
                .contains("the priority falls from 100 to 80, but the other node, 100, does not preempt");
    }

    @Test
    void whatTheHostCouldDoBetterIsOne() throws IOException {
        CommandRun run = doctor(POOR, "-f", clean("a.conf", 150));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("arp_ignore: is 0 -> set it to 1");
    }

    @Test
    void somethingRefusedIsTwo() throws IOException {
        CommandRun run = doctor(POOR, "-f", refused());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).containsPattern("refused.conf:\\d+:5: refuse: .*use_vmac");
        assertThat(lookedFor).isEmpty();
    }

    @Test
    void somethingMissingOnTheHostIsTwo() {
        CommandRun run = doctor(BAD, "-f", Tutorial.original().get(0));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).contains("capabilities: CAP_NET_RAW is missing -> be root");
    }

    @Test
    void aFileThatIsNotThereIsTwo() {
        CommandRun run = doctor(GOOD, "-f", directory.resolve("absent.conf"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).containsPattern("absent.conf.*: refuse: ");
    }

    @Test
    void nodesThatDoNotFitAreOne() throws IOException {
        CommandRun run = doctor(GOOD, "-f", clean("a.conf", 100), "-f", clean("b.conf", 100));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("The nodes compared:\n  .*b.conf:\\d+:5: lint: the priority is 100 on both");
    }

    @Test
    void nodesThatWouldBothBeActiveAreTwo() throws IOException {
        String other = Dialect.V2_PASS.configuration(167, 100, "10.171.48.30/24");
        CommandRun run = doctor(GOOD, "-f", clean("a.conf", 150), "-f", file("b.conf", other));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out())
                .containsPattern("The nodes compared:\n  .*b.conf:\\d+:\\d+: refuse: 'version' is 2 here and 3 there");
    }

    @Test
    void eachFileIsReadAsTheHostThatIsNamed() throws IOException {
        String text = Dialect.V3.configuration(167, 150, "10.171.48.30/24");
        Path shared = file("shared.conf", text.replace("priority 150", "@a priority 150\n    @b priority 100"));
        CommandRun run = doctor(GOOD, "-f", shared, "-i", "a", "-f", shared, "-i", "b");
        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("priority 150,", "priority 100,");
    }

    @Test
    void theRepairIsPrintedFileByFile() {
        CommandRun run = doctor(
                BAD,
                "--repair",
                "-f",
                Tutorial.original().get(0),
                "-f",
                Tutorial.original().get(1));
        assertThat(run.exitCode()).isZero();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            expected.append("# ---- ").append(Tutorial.original().get(i)).append(" ----\n");
            expected.append(Tutorial.text(Tutorial.repaired().get(i)));
        }
        assertThat(run.out()).isEqualTo(expected.toString());
    }

    @Test
    void aRepairOfWhatIsRefusedSaysWhatToSettleAndPrintsNoFile() throws IOException {
        CommandRun run = doctor(
                GOOD, "--repair", "-f", refused(), "-f", Tutorial.repaired().get(1));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("What has to be settled by hand first:\n")
                .contains("use_vmac");
    }

    @Test
    void aRepairOfOneNodeIsBadUsage() {
        CommandRun run = doctor(GOOD, "--repair", "-f", Tutorial.original().get(0));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--repair needs the files of all nodes");
    }

    @Test
    void oneNameForTwoFilesIsBadUsage() {
        CommandRun run = doctor(
                GOOD,
                "-i",
                "a",
                "-f",
                Tutorial.original().get(0),
                "-f",
                Tutorial.original().get(1));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--config-id is given once for each --file");
    }

    @Test
    void repairWritesFilesButNeverOverOthers() {
        Path target = directory.resolve("repaired");
        Object[] arguments = {
            "--repair",
            "--output",
            target,
            "-f",
            Tutorial.original().get(0),
            "-f",
            Tutorial.original().get(1)
        };
        assertThat(doctor(GOOD, arguments).exitCode()).isZero();
        assertThat(Tutorial.text(target.resolve("rabbitmq1.conf")))
                .isEqualTo(Tutorial.text(Tutorial.repaired().get(0)));
        assertThat(Tutorial.text(target.resolve("rabbitmq2.conf")))
                .isEqualTo(Tutorial.text(Tutorial.repaired().get(1)));

        CommandRun again = doctor(GOOD, arguments);
        assertThat(again.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(again.err()).contains("rabbitmq1.conf exists already");
    }
}
