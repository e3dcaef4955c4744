// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a script says by ending in time. */
@EnabledOnOs(OS.LINUX)
class ScriptCheckTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private Scripts scripts;

    @BeforeEach
    void setUp() {
        scripts = new Scripts(directory);
    }

    @AfterEach
    void endWhatWasLeftBehind() {
        scripts.endAll();
    }

    private CheckResult run(String script) throws InterruptedException {
        return new ScriptCheck(scripts.shell(script)).attempt(LONG);
    }

    @Test
    void exitStatusZeroIsHealthy() throws Exception {
        assertThat(run("exit 0").healthy()).isTrue();
    }

    @Test
    void anyOtherExitStatusIsNot() throws Exception {
        CheckResult result = run("exit 3");
        assertThat(result.healthy()).isFalse();
        assertThat(result.detail()).endsWith("exit 3");
    }

    @Test
    void deathBySignalIsNotHealthy() throws Exception {
        CheckResult result = run("kill -9 $$");
        assertThat(result.healthy()).isFalse();
        assertThat(result.detail()).endsWith("exit 137 (signal 9)");
    }

    @Test
    void argumentsArePassedAsTheyAre() throws Exception {
        Path script = script(
                "#!/bin/sh\n[ $# -eq 3 ] && [ \"$1\" = 'a  b' ] && [ \"$2\" = '' ] && [ \"$3\" = '$HOME;\"' ]\n");
        List<String> argv = List.of(script.toString(), "a  b", "", "$HOME;\"");
        assertThat(new ScriptCheck(argv).attempt(LONG).healthy()).isTrue();
    }

    @Test
    void muchOutputDoesNotBlock() throws Exception {
        assertThat(run("head -c 10000000 /dev/zero; head -c 10000000 /dev/zero >&2")
                        .healthy())
                .isTrue();
    }

    @Test
    void thereIsNoInputToWaitFor() throws Exception {
        assertThat(run("read line || exit 7").detail()).endsWith("exit 7");
    }

    @Test
    void childThatHoldsTheOutputNeitherBlocksNorDies() throws Exception {
        assertThat(run("(while echo on; do sleep 0.01; done) & note $!").healthy())
                .isTrue();
        assertThat(scripts.noted()).singleElement().matches(Scripts::isRunning);
    }

    @Test
    void scriptLeadsASessionOfItsOwn() throws Exception {
        assumeTrue(Command.onPath("setsid").isPresent(), "setsid is here");
        assertThat(run("read stat < /proc/$$/stat; set -- $stat; [ $6 = $$ ]").healthy())
                .isTrue();
    }

    @Test
    void missingProgramIsAFailureThatSaysSo() throws Exception {
        String missing = directory.resolve("missing").toString();
        assertThat(new ScriptCheck(List.of(missing)).attempt(LONG))
                .isEqualTo(CheckResult.down(missing + " does not exist"));
        assertThat(new ScriptCheck(List.of("no-such-program-anywhere")).attempt(LONG))
                .isEqualTo(CheckResult.down("no-such-program-anywhere is not on the PATH"));
        assertThat(new ScriptCheck(List.of(directory.toString())).attempt(LONG))
                .isEqualTo(CheckResult.down(directory + " is not a file"));
    }

    @Test
    void programThatAppearsLaterIsFound() throws Exception {
        Path late = directory.resolve("late");
        ScriptCheck check = new ScriptCheck(List.of(late.toString()));
        assertThat(check.attempt(LONG).healthy()).isFalse();
        Files.move(script("#!/bin/sh\nexit 0\n"), late);
        assertThat(check.attempt(LONG).healthy()).isTrue();
    }

    @Test
    void fileWithoutPermissionIsAFailureThatSaysSo() throws Exception {
        Path script = script("#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(new ScriptCheck(List.of(script.toString())).attempt(LONG))
                .isEqualTo(CheckResult.down(script + " is not executable"));
    }

    @Test
    void missingInterpreterIsAFailure() throws Exception {
        Path script = script("#!/no/such/interpreter\n");
        assertThat(new ScriptCheck(List.of(script.toString())).attempt(LONG).healthy())
                .isFalse();
    }

    @Test
    void emptyCommandIsRefused() {
        assertThatThrownBy(() -> new ScriptCheck(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScriptCheck(List.of(""))).isInstanceOf(IllegalArgumentException.class);
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(directory.resolve("a script"), text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }
}
