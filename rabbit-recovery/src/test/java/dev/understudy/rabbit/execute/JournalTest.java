// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.FakeHosts.A;
import static dev.understudy.rabbit.execute.FakeHosts.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.rabbit.Course;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals that are damaged, taken or not what they should be: a clear error that names the file and the line. */
class JournalTest {
    @TempDir
    Path directory;

    private final FakeHosts world = new FakeHosts();
    private Path journal;

    @BeforeEach
    void name() {
        journal = directory.resolve("journal");
    }

    private static Course course() {
        return new Steps().start(A).start(B).course("grüße");
    }

    private ExecutionOutcome run() throws Exception {
        return world.executor().run(course(), Consent.none(), journal);
    }

    /** A journal of a run that was killed after its first step. */
    private void half() throws Exception {
        world.before = (node, line) -> {
            if (node.equals(B)) {
                throw new AssertionError("killed");
            }
        };
        assertThrows(AssertionError.class, this::run);
        world.before = (node, line) -> {};
        assertEquals(1, world.effects.size());
    }

    private String resumeFails() {
        String message = assertThrows(
                        JournalException.class, () -> world.executor().resume(journal))
                .getMessage();
        assertTrue(message.contains(journal.toString()), message);
        return message;
    }

    @Test
    void aLastLineThatWasCutIsLeftOutAndTold() throws Exception {
        half();
        byte[] torn = "{\"event\":\"ENDED\",\"step\":2,\"note\":\"grü".getBytes(StandardCharsets.UTF_8);
        // Cut within a character.
        Files.write(journal, Arrays.copyOf(torn, torn.length - 1), StandardOpenOption.APPEND);
        var done =
                assertInstanceOf(ExecutionOutcome.Done.class, world.executor().resume(journal));
        assertTrue(done.notes().get(0).contains("was cut"), done.notes().toString());
        assertEquals(2, world.effects.size(), "the step of the line that was cut is done");
        assertInstanceOf(ExecutionOutcome.AlreadyDone.class, world.executor().resume(journal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"event\":", "", "[]", "{}", "{\"event\":\"ENDED\",\"step\":\"x\"}", "{\"event\":\"END\"}"})
    void aDamagedLineInTheMiddleIsNamed(String damage) throws Exception {
        half();
        List<String> lines = Files.readAllLines(journal);
        lines.set(2, damage);
        Files.write(journal, lines);
        String message = resumeFails();
        assertTrue(message.contains(journal + ":3"), message);
        assertEquals(lines, Files.readAllLines(journal), "the journal is left as it is");
        assertEquals(1, world.effects.size());
    }

    @Test
    void aJournalWithoutItsFirstLine() throws Exception {
        half();
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(1, lines.size()));
        assertTrue(resumeFails().contains(journal + ":1"));
    }

    @Test
    void oneThatWasCutInItsFirstLineSaysThatNothingWasDone() throws Exception {
        Files.writeString(journal, "{\"event\":\"COUR");
        String message = resumeFails();
        assertTrue(message.contains(journal + ":1") && message.contains("begin again"), message);
        Files.writeString(journal, "");
        resumeFails();
        assertInstanceOf(ExecutionOutcome.Done.class, run(), "an empty one is begun");
    }

    @Test
    void aRunDoesNotTouchTheJournalOfAnother() throws Exception {
        half();
        byte[] before = Files.readAllBytes(journal);
        Course other = new Steps().start(B).course("other");
        String message = assertThrows(
                        JournalException.class, () -> world.executor().run(other, Consent.none(), journal))
                .getMessage();
        assertTrue(message.contains(journal + " is there already"), message);
        assertEquals(new String(before, StandardCharsets.UTF_8), Files.readString(journal));
        assertEquals(1, world.effects.size());
    }

    @Test
    void theConsentThatWasGivenIsThatOfTheJournal() throws Exception {
        half();
        String text = Files.readString(journal);
        Files.writeString(journal, text.replaceFirst("\"level=0\"", "\"level=9\""));
        assertTrue(resumeFails().contains(journal + ":1"));
    }

    @Test
    void aSecondExecutorIsToldWhoHasIt() throws Exception {
        try (Journal mine = Journal.create(journal, course(), Consent.none(), world.clock)) {
            String message = resumeFails();
            assertTrue(
                    message.contains(
                            "in use by process " + ProcessHandle.current().pid()),
                    message);
            assertThrows(JournalException.class, this::run);
            mine.append(JournalEvent.FAILED, 1, Map.of());
        }
        assertInstanceOf(ExecutionOutcome.Done.class, world.executor().resume(journal), "it is free afterwards");
    }

    /** The system drops the lock with any descriptor of the file that this process closes; other processes see only what the system has. */
    @Test
    void theSystemKeepsTheLockAsLongAsTheJournalIsOpen() throws Exception {
        Path locks = Path.of("/proc/locks");
        assumeTrue(Files.isReadable(locks));
        half();
        String mine = ":" + Files.getAttribute(journal, "unix:ino") + " ";
        assertFalse(Files.readString(locks).contains(mine), "nobody has it yet");
        try (Journal taken = Journal.reopen(journal, world.clock)) {
            assertTrue(Files.readString(locks).contains(mine), "locked once it was read");
            resumeFails();
            assertTrue(Files.readString(locks).contains(mine), "locked after another was refused");
            assertEquals(List.of(), taken.notes());
        }
        assertFalse(Files.readString(locks).contains(mine), "free afterwards");
    }

    @Test
    void aJournalIsForItsOwnerAlone() throws Exception {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
        run();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(journal)));
    }

    @Test
    void aJournalThatOthersCanWriteIsNotTaken() throws Exception {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
        Files.createFile(journal);
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThrows(JournalException.class, this::run);
        assertEquals(List.of(), world.effects);
        Files.delete(journal);
        half();
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rw--w----"));
        String message = resumeFails();
        assertTrue(message.contains("by others (rw--w----)"), message);
        assertEquals(1, world.effects.size());
    }

    @Test
    void placesWhereNoJournalCanBe() throws Exception {
        resumeFails();
        Files.createDirectory(journal);
        resumeFails();
        assertThrows(JournalException.class, this::run);
        Path file = Files.createFile(directory.resolve("file"));
        journal = file.resolve("below");
        assertThrows(JournalException.class, this::run);
        assertEquals(List.of(), world.effects);
    }

    /** Who looks while a command runs finds on disk that it was about to be run. */
    @Test
    void aLineIsOnDiskBeforeItsCommandIsRun() throws Exception {
        world.before = (node, line) -> {
            if (line.equals(Steps.START)) {
                assertTrue(lastLine().contains("\"COMMAND\"") && lastLine().contains(node.value()), lastLine());
            }
        };
        assertInstanceOf(ExecutionOutcome.Done.class, run());
        assertEquals(2, world.effects.size());
    }

    private String lastLine() {
        try {
            List<String> lines = Files.readAllLines(journal);
            return lines.get(lines.size() - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
