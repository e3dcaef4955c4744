// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What ends {@code run} before anything is touched, and the command line itself. What it does when it runs is for integration tests. */
class RunCommandTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("understudy");

    @TempDir
    private Path directory;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        LOG.setAdditive(false);
        LOG.addAppender(logged);
    }

    @AfterEach
    void listenNoMore() {
        LOG.detachAppender(logged);
        LOG.setAdditive(true);
    }

    private static CommandRun understudy(Object... arguments) {
        return CommandRun.of(Understudy.commandLine(), arguments);
    }

    private List<String> errors() {
        return logged.list.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private Path tutorialWith(String line) throws IOException {
        String text = Tutorial.text(Tutorial.repaired().get(0)).replace("nopreempt\n", "nopreempt\n    " + line + '\n');
        return Files.writeString(directory.resolve("a.conf"), text);
    }

    @Test
    void aRefusedFileStartsNothing() throws IOException {
        Path file = tutorialWith("use_vmac");
        assertThat(understudy("run", "-f", file).exitCode()).isEqualTo(2);
        assertThat(errors()).hasSize(2);
        assertThat(errors().get(0)).matches(".*a\\.conf:\\d+:5: refuse: .*use_vmac.*");
        assertThat(errors().get(1)).isEqualTo(file + " is refused: nothing was started");
    }

    @Test
    void anUnknownKeywordOfAnInstanceIsRefused() throws IOException {
        assertThat(understudy("run", "-f", tutorialWith("use_magic")).exitCode())
                .isEqualTo(2);
        assertThat(errors()).anyMatch(line -> line.contains("refuse: ") && line.contains("use_magic"));
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThat(understudy("run", "-f", directory.resolve("absent.conf")).exitCode())
                .isEqualTo(2);
        assertThat(errors()).anyMatch(line -> line.contains("absent.conf"));
    }

    @Test
    void linesForAnotherHostAreNotRead() throws IOException {
        Path file = tutorialWith("@node7 use_vmac");
        assertThat(understudy("run", "-f", file, "-i", "node7").exitCode()).isEqualTo(2);
        assertThat(errors()).anyMatch(line -> line.contains("use_vmac"));
    }

    @Test
    void whatIsNotGivenOrNotKnownIsBadUsage() {
        assertThat(understudy("run"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .startsWith("Missing required option: '--file=FILE'")
                .contains("Usage: understudy run");
        assertThat(understudy("run", "-f", "a.conf", "--address-lease", "maybe"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("expected one of [on, off]")
                .contains("'maybe'");
        assertThat(understudy("run", "-f", "a.conf", "--quick"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("Unknown option: '--quick'");
        assertThat(understudy("run", "-f", "a.conf", "--realtime", "100"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("'--realtime': real-time priority 100: expected 1..99");
        assertThat(understudy("dance").exitCode()).isEqualTo(2);
        assertThat(logged.list).isEmpty();
    }

    @Test
    void helpNamesEveryExitCode() {
        CommandRun help = understudy("run", "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .containsPattern("0 +ended on request")
                .containsPattern("2 +the configuration is refused")
                .containsPattern("3 +a capability is missing")
                .containsPattern("4 +another instance holds a router")
                .containsPattern("5 +an interface does not exist");
        assertThat(understudy("--version").out()).startsWith("understudy ");
    }

    @Test
    void withoutACommandItSaysWhatThereIs() {
        CommandRun run = understudy();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("run", "doctor");
    }
}
