// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short command run to its end. Its output is expected to fit a pipe's buffer many times over, but not to be endless. */
final class Command {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> words;
    private String input = "";
    private Duration limit = LIMIT;

    private Command(List<String> words) {
        this.words = words;
    }

    static Command of(List<String> words) {
        return new Command(List.copyOf(words));
    }

    static Command of(String... words) {
        return of(List.of(words));
    }

    Command input(String text) {
        input = text;
        return this;
    }

    /** Allows it another time than the usual half minute. */
    Command limit(Duration time) {
        limit = time;
        return this;
    }

    /** Output and error output; any status but 0 is an exception that shows them. */
    String run() {
        Outcome result = runIgnoringStatus();
        if (result.status() != 0) {
            throw new IllegalStateException(String.join(" ", words) + ": status " + result.status() + ": "
                    + result.output().strip());
        }
        return result.output();
    }

    Outcome runIgnoringStatus() {
        try {
            Process process =
                    LabEnvironment.builder(words).redirectErrorStream(true).start();
            Output output = Output.of(process);
            feed(process);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", words) + ": not done after " + limit.toSeconds() + " s");
            }
            return new Outcome(process.exitValue(), output.text());
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", words), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + String.join(" ", words), e);
        }
    }

    private void feed(Process process) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedBeforeReading) {
            // its status says what went wrong
        }
    }

    /** What the command writes until it ends: a daemon it leaves behind may hold the pipe for ever. */
    private static final class Output {
        private static final long AFTER_END_MILLIS = 500;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        private Output(InputStream stream) {
            reader = new Thread(() -> read(stream), "lab-command");
            reader.setDaemon(true);
        }

        static Output of(Process process) {
            Output output = new Output(process.getInputStream());
            output.reader.start();
            return output;
        }

        String text() throws InterruptedException {
            reader.join(AFTER_END_MILLIS);
            return bytes.toString(StandardCharsets.UTF_8);
        }

        private void read(InputStream stream) {
            try (stream) {
                stream.transferTo(bytes);
            } catch (IOException closed) {
                // what came until then counts
            }
        }
    }
}
