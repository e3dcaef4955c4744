// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterId;
import dev.understudy.vrrp.track.Tracked;
import dev.understudy.vrrp.track.Tracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** An application that embeds the runtime, for the tests: goes through its whole life in a lab host and says what it sees. */
final class RuntimeProbe {
    private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

    /** Asked for always: without the right to it, the life is the same. */
    private static final int PRIORITY = 5;

    private final boolean polls;
    private final VirtualRouterId id;
    private final VrrpRuntime runtime;

    private RuntimeProbe(boolean polls, VirtualRouterId id, VrrpRuntime runtime) {
        this.polls = polls;
        this.id = id;
        this.runtime = runtime;
    }

    /**
     * Runs the life of a router.
     *
     * @param args interface, virtual address, state directory, {@code thread} or {@code poll}
     */
    public static void main(String[] args) throws Exception {
        VirtualRouterConfig router = VirtualRouterConfig.builder(args[0], 51)
                .advertisementInterval(Duration.ofMillis(100))
                .address(args[1])
                .build();
        Tracker alive = new Tracker("application", 1, 1);
        RuntimeConfig config = RuntimeConfig.builder()
                .router(router, Tracked.asFault(alive))
                .realtimePriority(PRIORITY)
                .stateDirectory(Path.of(args[2]))
                .listener(t -> System.out.println(t.from() + " -> " + t.to() + ": " + t.cause()))
                .build();
        boolean polls = args[3].equals("poll");
        try (VrrpRuntime runtime = VrrpRuntime.open(config)) {
            new RuntimeProbe(polls, router.id(), runtime).live(alive);
        }
        say("closed, own scheduling: " + scheduling());
        say("closed, threads left: " + threads());
        VrrpRuntime.open(config).close();
        say("opened and closed again");
        if (!polls) {
            startInVain(router, args[2]);
            VrrpRuntime.open(config).close();
            say("opened and closed after a failed start, threads left: " + threads());
        }
    }

    /** The host gives no thread beyond the listener's. */
    private static void startInVain(VirtualRouterConfig router, String stateDirectory) throws VrrpOpenException {
        AtomicInteger threads = new AtomicInteger();
        RuntimeConfig config = RuntimeConfig.builder()
                .router(router)
                .stateDirectory(Path.of(stateDirectory))
                .threadFactory(task -> new Thread(task) {
                    @Override
                    public void start() {
                        if (threads.incrementAndGet() > 1) {
                            throw new OutOfMemoryError("unable to create native thread");
                        }
                        super.start();
                    }
                })
                .build();
        try (VrrpRuntime runtime = VrrpRuntime.open(config)) {
            runtime.start();
        } catch (OutOfMemoryError e) {
            say("failed start: " + e.getMessage());
        }
    }

    private static void say(String text) {
        System.out.println(text);
    }

    /** Policy and real-time priority of the calling thread: fields 41 and 40 of proc_pid_stat(5), counted from field 3. */
    private static String scheduling() throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields[41 - 3] + "/" + fields[40 - 3];
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("understudy"))
                .count();
    }

    private void live(Tracker alive) throws IOException {
        say("threads before start: " + threads());
        if (!polls) {
            runtime.start();
        }
        until(() -> runtime.snapshot(id).state() == RouterState.INITIALIZE);
        say("waits for health: " + runtime.snapshot(id).faults());
        alive.report(true, "as the test wants it");
        until(() -> runtime.isActive(id) && runtime.snapshot(id).held());
        say("active and held, threads: " + threads());
        say("own scheduling: " + scheduling() + ", refusals: " + runtime.refusals());
        runtime.withdraw(id);
        until(() -> !runtime.isActive(id));
        say("withdrawn: " + runtime.snapshot(id).faults());
        runtime.rejoin(id);
        until(() -> runtime.isActive(id));
        alive.heartbeat(Duration.ofMillis(300).toNanos(), System.nanoTime());
        until(() -> !runtime.isActive(id));
        say("heartbeat ran out: " + runtime.snapshot(id).faults());
        alive.heartbeat(Duration.ofSeconds(60).toNanos(), System.nanoTime());
        until(() -> runtime.isActive(id));
        say("stats: " + runtime.stats());
    }

    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            if (polls) {
                runtime.poll(5);
            }
            if (condition.getAsBoolean()) {
                return;
            }
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("what was waited for has not come about");
            }
            Thread.onSpinWait();
        }
    }
}
