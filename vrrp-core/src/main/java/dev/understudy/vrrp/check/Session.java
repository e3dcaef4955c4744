// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A running program and what it has started. A Unix session cannot be left but for a session of one's own, as a daemon does: so its
 * members are what belongs to the program, also when their parents have ended.
 */
final class Session {
    private static final File NOTHING = new File("/dev/null");
    private static final long LOOK_MILLIS = 10;
    /** How long a process may take to die of SIGKILL; one that waits for a dead disk takes for ever. */
    private static final Duration KILLED = Duration.ofSeconds(1);

    private final Process process;
    /** Whether the program has a session of its own. */
    private final boolean own;
    /** Without one: the descendants that were seen while their parents lived. */
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    private Session(Process process, boolean own) {
        this.process = process;
        this.own = own;
    }

    /**
     * Starts a program. Through {@code setsid}, which becomes the program itself, under the same pid, because a child of the JVM never
     * leads a process group.
     */
    static Session start(List<String> argv) throws IOException {
        return start(argv, Command.onPath("setsid"));
    }

    static Session start(List<String> argv, Optional<Path> setsid) throws IOException {
        List<String> words = new ArrayList<>();
        setsid.ifPresent(path -> words.add(path.toString()));
        words.addAll(argv);
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        if (NOTHING.exists()) {
            builder.redirectInput(NOTHING);
        }
        return new Session(builder.start(), setsid.isPresent());
    }

    /** Waits for the program, not for what it has started; returns whether it has ended. */
    boolean await(Duration limit) throws InterruptedException {
        // After a pause of this process the clock can be ahead of the news that the program has ended long ago: ask
        // twice.
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
                || process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns the exit status of a program that has ended, 128 + n if it died of signal n. */
    int exitStatus() {
        return process.exitValue();
    }

    /**
     * Ends every member: with SIGTERM, and with SIGKILL what is left after a while. An interrupt ends the patience, and stays set.
     *
     * @return whether nothing is left
     */
    boolean end(Duration patience) {
        boolean interrupted = Thread.interrupted();
        forEachMember(ProcessHandle::destroy);
        long patient = System.nanoTime() + patience.toNanos();
        long killed = patient + KILLED.toNanos();
        boolean empty = isEmpty();
        while (!empty && System.nanoTime() - killed < 0) {
            if (System.nanoTime() - patient >= 0) {
                // Again and again: a member may have forked while the others were being found.
                forEachMember(ProcessHandle::destroyForcibly);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
                patient = System.nanoTime();
                killed = patient + KILLED.toNanos();
            }
            empty = isEmpty();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return empty;
    }

    private boolean isEmpty() {
        List<ProcessHandle> left = new ArrayList<>();
        forEachMember(left::add);
        return left.isEmpty();
    }

    private void forEachMember(Consumer<ProcessHandle> action) {
        List<ProcessHandle> members = new ArrayList<>(others().toList());
        // By handle too: it may not have come as far as making its session.
        if (process.isAlive()) {
            members.add(process.toHandle());
        }
        members.forEach(action);
    }

    private Stream<ProcessHandle> others() {
        if (!own) {
            process.descendants().forEach(seen::add);
            List.copyOf(seen).forEach(handle -> handle.descendants().forEach(seen::add));
            return seen.stream().filter(Session::isAlive);
        }
        try {
            return ProcFs.SYSTEM.pids().stream()
                    .filter(pid -> pid != process.pid() && isMember(pid))
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    // Once more, now that the handle stands for one process: the pid may have changed hands in between.
                    .filter(handle -> isMember(handle.pid()));
        } catch (IOException e) {
            return process.descendants();
        }
    }

    private static boolean isAlive(ProcessHandle handle) {
        return handle.isAlive()
                && ProcFs.SYSTEM.stat(handle.pid()).map(ProcFs.Stat::isAlive).orElse(true);
    }

    private boolean isMember(long pid) {
        return ProcFs.SYSTEM
                .stat(pid)
                .filter(stat -> stat.session() == process.pid() && stat.isAlive())
                .isPresent();
    }
}
