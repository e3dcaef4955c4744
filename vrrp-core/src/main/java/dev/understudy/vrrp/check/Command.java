// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program with its arguments, run to its end in a session of its own. */
final class Command implements Restarter.Program {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** An interrupt means that everything ends: it waits for no script that ignores SIGTERM. */
    private static final Duration HURRY = Duration.ofMillis(200);

    private static final long LOOK_MILLIS = 100;
    private static final int SIGNALLED = 128;
    private static final int SIGNALS = 64;

    private final List<String> argv;
    private final Duration patience;

    Command(List<String> argv) {
        this(argv, PATIENCE);
    }

    Command(List<String> argv, Duration patience) {
        this.argv = List.copyOf(argv);
        this.patience = patience;
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** Runs it for as long as the limit says. */
    CheckResult run(Duration limit) throws InterruptedException {
        return run(session -> session.await(limit), "still running after " + text(limit));
    }

    @Override
    public CheckResult runUntil(BooleanSupplier stop) throws InterruptedException {
        return run(
                session -> {
                    while (!session.await(Duration.ofMillis(LOOK_MILLIS))) {
                        if (stop.getAsBoolean()) {
                            return false;
                        }
                    }
                    return true;
                },
                "ended because it did not return");
    }

    /** How long a command is waited for. */
    private interface Wait {
        boolean isOver(Session session) throws InterruptedException;
    }

    private CheckResult run(Wait wait, String otherwise) throws InterruptedException {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return CheckResult.down(obstacle.get());
        }
        Session session;
        try {
            session = Session.start(argv);
        } catch (IOException e) {
            return CheckResult.down(e.getMessage());
        }
        try {
            if (!wait.isOver(session)) {
                boolean ended = session.end(patience);
                return CheckResult.down(this + ": " + otherwise + (ended ? "" : ", and cannot be killed"));
            }
        } catch (InterruptedException e) {
            session.end(HURRY);
            throw e;
        }
        return result(session.exitStatus());
    }

    private CheckResult result(int status) {
        boolean signalled = status > SIGNALLED && status <= SIGNALLED + SIGNALS;
        String text = "exit " + status + (signalled ? " (signal " + (status - SIGNALLED) + ")" : "");
        return new CheckResult(status == 0, this + ": " + text);
    }

    /** Says why the program cannot be run: better than what a failed exec in another process could say. */
    private Optional<String> obstacle() {
        String program = argv.get(0);
        if (program.indexOf('/') < 0) {
            return onPath(program).isPresent() ? Optional.empty() : Optional.of(program + " is not on the PATH");
        }
        Path file = Path.of(program);
        if (!Files.exists(file)) {
            return Optional.of(program + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of(program + " is not a file");
        }
        return Files.isExecutable(file) ? Optional.empty() : Optional.of(program + " is not executable");
    }

    static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    static String text(Duration duration) {
        long millis = TimeUnit.NANOSECONDS.toMillis(duration.toNanos());
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    @Override
    public String toString() {
        return String.join(" ", argv);
    }
}
