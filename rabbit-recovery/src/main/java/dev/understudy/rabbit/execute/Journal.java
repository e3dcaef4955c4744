// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.json.JsonFormatException;
import dev.understudy.rabbit.json.JsonValues;
import dev.understudy.rabbit.json.RabbitJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an executor has done, on disk before and after each command, so that another one can go on after it was killed. One JSON object a line;
 * the first holds the whole course. Locked while it is open. Thread-safe.
 */
final class Journal implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final ExecutionClock clock;
    private final Progress progress = new Progress();
    private final List<String> notes = new ArrayList<>();
    private Course course;
    private Consent consent;

    private Journal(Path file, FileChannel channel, ExecutionClock clock) {
        this.file = file;
        this.channel = channel;
        this.clock = clock;
    }

    /**
     * Begins a journal.
     *
     * @throws JournalException if the file is there already, or cannot be written
     */
    static Journal create(Path file, Course course, Consent consent, ExecutionClock clock) throws JournalException {
        Journal journal;
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            journal = new Journal(file, channel, clock);
            journal.lock();
            syncDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            throw new JournalException(
                    Files.isRegularFile(file)
                            ? file + " is there already: resume it, or name another file"
                            : file + " cannot be written: there is no place for a directory at " + e.getFile(),
                    e);
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException(file + " cannot be written: " + e.getMessage(), e);
        }
        boolean begun = false;
        try {
            journal.course = course;
            journal.consent = consent;
            journal.append(JournalEvent.COURSE, 0, Map.of("course", tree(course), "consent", consent.words()));
            journal.opened();
            begun = true;
            return journal;
        } finally {
            if (!begun) {
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
        Journal journal;
        try {
            journal =
                    new Journal(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE), clock);
        } catch (NoSuchFileException e) {
            throw new JournalException(file + " is not there", e);
        } catch (IOException e) {
            throw new JournalException(file + " cannot be opened: " + e.getMessage(), e);
        }
        boolean taken = false;
        try {
            journal.lock();
            journal.read();
            journal.opened();
            taken = true;
            return journal;
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException(file + ": " + e.getMessage(), e);
        } finally {
            if (!taken) {
                journal.close();
            }
        }
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
        ByteBuffer bytes = ByteBuffer.wrap(line.line().getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, channel.size());
            }
            channel.force(true);
        } catch (IOException e) {
            throw new JournalException(file + " cannot be written: " + e.getMessage(), e);
        }
        progress.take(line);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Every line was forced to disk when it was written.
        }
    }

    private void opened() throws JournalException {
        append(JournalEvent.OPENED, 0, Map.of("pid", ProcessHandle.current().pid()));
    }

    private void lock() throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            Progress theirs = new Progress();
            for (String line : Files.readString(file).split("\n")) {
                if (line.contains(JournalEvent.OPENED.name())) {
                    theirs.take(JournalLine.parse(line, file.toString()));
                }
            }
            channel.close();
            throw new JournalException(file + " is in use by process " + theirs.pid());
        }
    }

    private void read() throws IOException {
        String text = Files.readString(file);
        int whole = text.lastIndexOf('\n') + 1;
        if (whole < text.length()) {
            notes.add(file + ": the last line was cut while it was written, and is left out: "
                    + text.substring(whole, Math.min(text.length(), whole + 80)));
            channel.truncate(text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
        }
        int number = 0;
        for (String line : text.substring(0, whole).split("\n")) {
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
