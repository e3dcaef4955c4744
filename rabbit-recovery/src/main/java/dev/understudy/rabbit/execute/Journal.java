// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.json.JsonFormatException;
import dev.understudy.rabbit.json.JsonValues;
import dev.understudy.rabbit.json.RabbitJson;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an executor has done, on disk before and after each command, so that another one can go on after it was killed. One JSON object a line;
 * the first holds the whole course. Locked while it is open. Thread-safe.
 */
final class Journal implements AutoCloseable {
    private static final int MOST_SHOWN = 80;

    private final Path file;
    private final JournalFile disk;
    private final ExecutionClock clock;
    private final Progress progress = new Progress();
    private final List<String> notes = new ArrayList<>();
    private Course course;
    private Consent consent;

    private Journal(Path file, JournalFile disk, ExecutionClock clock) {
        this.file = file;
        this.disk = disk;
        this.clock = clock;
    }

    /**
     * Begins a journal.
     *
     * @throws JournalException if the file is there already, or cannot be written
     */
    static Journal create(Path file, Course course, Consent consent, ExecutionClock clock) throws JournalException {
        JournalFile disk;
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            disk = JournalFile.open(file, true);
            syncDirectory(directory);
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException(file + " cannot be written: " + e, e);
        }
        Journal journal = new Journal(file, disk, clock);
        boolean ready = false;
        try {
            // One that is empty was made by an executor that was ended before it did anything.
            if (disk.bytes().length > 0) {
                throw new JournalException(file + " is there already: resume it, or name another file");
            }
            journal.course = course;
            journal.consent = consent;
            journal.append(JournalEvent.COURSE, 0, Map.of("course", tree(course), "consent", consent.words()));
            journal.opened();
            ready = true;
            return journal;
        } catch (IOException e) {
            throw said(file, e);
        } finally {
            if (!ready) {
                journal.close();
            }
        }
    }

    /**
     * Takes a journal up again.
     *
     * @throws JournalException if it is not there, is taken, or is damaged otherwise than by a last line that was cut
     */
    static Journal reopen(Path file, ExecutionClock clock) throws JournalException {
        JournalFile disk;
        try {
            disk = JournalFile.open(file, false);
        } catch (JournalException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new JournalException(file + " is not there", e);
        } catch (IOException e) {
            throw new JournalException(file + " cannot be opened: " + e, e);
        }
        Journal journal = new Journal(file, disk, clock);
        boolean ready = false;
        try {
            journal.read();
            journal.opened();
            ready = true;
            return journal;
        } catch (IOException e) {
            throw said(file, e);
        } finally {
            if (!ready) {
                journal.close();
            }
        }
    }

    private static JournalException said(Path file, IOException e) {
        return e instanceof JournalException said ? said : new JournalException(file + ": " + e, e);
    }

    Path file() {
        return file;
    }

    Course course() {
        return course;
    }

    Consent consent() {
        return consent;
    }

    Progress progress() {
        return progress;
    }

    /** What was odd about a journal that was taken up. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Writes a line; it is on disk when this returns. */
    synchronized void append(JournalEvent event, int step, Map<String, ?> more) throws JournalException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("at", clock.now().toString());
        values.putAll(more);
        JournalLine line = new JournalLine(event, step, values);
        try {
            disk.append(line.line().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new JournalException(file + " cannot be written: " + e.getMessage(), e);
        }
        progress.take(line);
    }

    @Override
    public void close() {
        disk.close();
    }

    private void opened() throws JournalException {
        append(JournalEvent.OPENED, 0, Map.of("pid", ProcessHandle.current().pid()));
    }

    /** As text; a character that was cut is a sign that stands for none. */
    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void read() throws IOException {
        byte[] bytes = disk.bytes();
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        if (whole == 0) {
            throw new JournalException(file + ":1: it was cut before the course was written, and nothing was done:"
                    + " remove it and begin again");
        }
        if (whole < bytes.length) {
            String cut = text(Arrays.copyOfRange(bytes, whole, Math.min(bytes.length, whole + MOST_SHOWN)));
            notes.add(file + ": the last line was cut while it was written, and is left out: " + cut);
            disk.truncate(whole);
        }
        int number = 0;
        for (String line : text(Arrays.copyOf(bytes, whole)).split("\n")) {
            number++;
            JournalLine parsed = JournalLine.parse(line, file + ":" + number);
            if ((number == 1) != (parsed.event() == JournalEvent.COURSE)) {
                throw new JournalException(
                        file + ":" + number + ": the course stands in the first line and there alone");
            }
            if (number == 1) {
                begin(parsed);
            }
            progress.take(parsed);
        }
    }

    private void begin(JournalLine first) throws JournalException {
        try {
            course = RabbitJson.readCourse(JsonValues.write(first.more().get("course")), file + ": the course");
            List<String> words = new ArrayList<>();
            if (first.more().get("consent") instanceof List<?> list) {
                list.forEach(word -> words.add(word.toString()));
            }
            consent = Consent.parse(words);
        } catch (JsonFormatException | IllegalArgumentException e) {
            throw new JournalException(file + ":1: " + e.getMessage(), e);
        }
    }

    private static Object tree(Course course) {
        try {
            return JsonValues.read(RabbitJson.write(course), "the course");
        } catch (JsonFormatException e) {
            throw new IllegalStateException("what was just written", e);
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }
}
