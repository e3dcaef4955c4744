// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A throw-away network namespace. What {@link #call} runs, runs in it: on a thread that joined it and ends with the
 * call. A socket stays in the namespace it was opened in, so a test may go on with one on its own thread.
 */
final class NetworkNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int O_CLOEXEC = 0x80000;
    private static final AtomicInteger NEXT = new AtomicInteger();

    static {
        Native.register(NetworkNamespace.class, NativeLibrary.getProcess());
    }

    private final String name = "us-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();

    private NetworkNamespace() {}

    private static native int setns(int fd, int type);

    /** Skips the test where namespaces cannot be made; in CI that is a failure. */
    static NetworkNamespace create() throws Exception {
        boolean able = Capabilities.read().sysAdmin() && Capabilities.read().netAdmin();
        if (!able && Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError("CI=true, but network namespaces need root");
        }
        assumeTrue(able, "SKIPPED: network namespaces need root");
        NetworkNamespace namespace = new NetworkNamespace();
        run("ip", "netns", "add", namespace.name);
        namespace.ip("link", "set", "lo", "up");
        return namespace;
    }

    /** Joins two namespaces by a cable whose ends have one name. */
    static void connect(NetworkNamespace a, String addressA, NetworkNamespace b, String addressB, String device)
            throws Exception {
        a.ip("link", "add", device, "type", "veth", "peer", "name", device, "netns", b.name);
        a.ip("addr", "add", addressA, "dev", device);
        b.ip("addr", "add", addressB, "dev", device);
        a.ip("link", "set", device, "up");
        b.ip("link", "set", device, "up");
        await().until(() -> a.link(device).isUsable() && b.link(device).isUsable());
    }

    /** Adds a link that is up and has no addresses; its other end, whose name ends in {@code x}, is in here too. */
    void addLink(String device) throws Exception {
        String otherEnd = device + "x";
        ip("link", "add", device, "type", "veth", "peer", "name", otherEnd);
        ip("link", "set", device, "addrgenmode", "none", "up");
        ip("link", "set", otherEnd, "addrgenmode", "none", "up");
        await().until(() -> link(device).isUsable());
    }

    String name() {
        return name;
    }

    /** {@code ip -n NAMESPACE ...}; what it prints. */
    String ip(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    Link link(String device) throws Exception {
        return call(() -> Interfaces.read().named(device).orElseThrow());
    }

    <T> T call(Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            join();
            return body.call();
        });
        Thread thread = new Thread(task, name);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void join() throws KernelException {
        int fd = Syscall.check("open", Scratch.open("/run/netns/" + name, O_CLOEXEC, 0));
        try {
            assertThat(setns(fd, CLONE_NEWNET)).as("setns %s", name).isZero();
        } finally {
            Syscall.close(fd);
        }
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), output)
                .isZero();
        return output;
    }

    @Override
    public void close() throws IOException {
        try {
            run("ip", "netns", "del", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
