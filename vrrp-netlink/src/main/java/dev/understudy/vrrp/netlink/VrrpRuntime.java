// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.RouterSnapshot;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualRouterId;
import dev.understudy.vrrp.engine.Mailbox;
import dev.understudy.vrrp.netlink.VrrpOpenException.Reason;
import dev.understudy.vrrp.netlink.linux.Interfaces;
import dev.understudy.vrrp.netlink.linux.KernelException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Virtual routers on a Linux host: sends and receives adverts, binds and announces addresses.
 *
 * <pre>{@code
 * try (VrrpRuntime runtime = VrrpRuntime.open(RuntimeConfig.builder().router(config).build())) {
 *     runtime.start();
 *     ...
 * }
 * }</pre>
 *
 * <p>{@link #open} checks everything and starts no thread; {@link #start} starts the loop's thread and the listener's, and for the first
 * seconds one that goes the way of a takeover again and again, on the loopback interface, so that the first one is not slow. {@link #close}
 * resigns, releases every address and ends the threads. Without close, or if the process is killed or frozen, the kernel takes the
 * addresses away when their lease runs out (K1). All methods are safe for use by several threads.
 */
public final class VrrpRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VrrpRuntime.class);
    /** Self-fencing: an Active whose last advert is older than so many intervals does not count as one. */
    private static final int FENCE_INTERVALS = 3;

    private static final long ANSWER_MILLIS = 2000;
    private static final long CLOSE_MILLIS = 5000;
    /** While closing, the loop looks this often whether everything is released. */
    private static final int CLOSING_MILLIS = 10;

    private final RuntimeConfig config;
    private final Map<VirtualRouterId, Integer> slots = new HashMap<>();
    private final Assembly assembly;
    private final Rehearsal rehearsal;
    private final LeverHands levers;
    /** Null unless asked for, so that nothing of JMX is loaded. */
    private final Management management;

    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile Throwable failure;
    private volatile Thread thread;
    private volatile boolean polled;

    private VrrpRuntime(RuntimeConfig config, Assembly assembly) {
        this.config = config;
        this.assembly = assembly;
        levers = new LeverHands(config.levers());
        management = config.jmx() ? new Management() : null;
        rehearsal = new Rehearsal(config.stateDirectory(), config.threadFactory(), this::completeStart);
        for (int i = 0; i < config.routers().size(); i++) {
            slots.put(config.routers().get(i).config().id(), i);
        }
    }

    /**
     * Checks host and configuration, takes the locks, cleans up what a killed predecessor has left, and opens the sockets. No advert is
     * sent and no address bound before {@link #start}.
     *
     * @throws VrrpOpenException if anything is missing; nothing was changed, and the reason says what to do
     */
    public static VrrpRuntime open(RuntimeConfig config) throws VrrpOpenException {
        Host.requirePlatform();
        Host.requireCapabilities();
        try (Opening opening = new Opening()) {
            Resources resources = opening.keep(new Resources(config.addresses()));
            Interfaces interfaces = Interfaces.read();
            Host.requireInterfaces(config.routers(), interfaces);
            StateDirectory state =
                    StateDirectory.open(config.stateDirectory(), new StaleAddresses(interfaces, resources.netlink));
            List<RouterClaim> claims = state.claim(config.routers());
            claims.forEach(opening::keep);
            VrrpRuntime runtime = new VrrpRuntime(config, new Assembly(config, resources, claims, interfaces));
            opening.succeeded();
            return runtime;
        } catch (KernelException e) {
            throw new VrrpOpenException(Reason.SYSTEM, e.getMessage(), e);
        }
    }

    /**
     * Starts the loop on a thread of its own, and every router.
     *
     * @throws IllegalStateException if it was started, polled or closed before
     */
    public void start() {
        Thread loop = config.threadFactory().newThread(this::run);
        loop.setName("understudy-loop");
        claimStart();
        thread = loop;
        boolean running = false;
        try {
            begin();
            loop.start();
            running = true;
        } finally {
            if (!running) {
                finish();
            }
        }
    }

    private void claimStart() {
        if (closing || !begun.compareAndSet(false, true)) {
            throw new IllegalStateException("a runtime is started once, and not after it was closed");
        }
    }

    private void begin() {
        levers.lockMemory();
        assembly.listener.start();
        rehearsal.start();
    }

    private void run() {
        try {
            levers.raise();
            assembly.begin(System.nanoTime());
            while (!isDone()) {
                assembly.loop.runOnce(closing ? CLOSING_MILLIS : -1);
                if (closing) {
                    assembly.stop(System.nanoTime());
                }
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            finish();
        }
    }

    /**
     * Runs one turn on the calling thread instead of a thread of the runtime's own; the first call starts the routers. The owner must
     * call it again and again: an Active that is not polled for three intervals loses its role. A {@link Levers#realtimePriority} is given
     * to the calling thread, until the runtime is closed or has failed. Shortly before a takeover it stays awake, which can make a call a
     * millisecond longer than was asked for.
     *
     * @param timeoutMillis the longest wait for something to do
     * @return false once the runtime is closed and everything is released
     * @throws IllegalStateException if {@link #start} was called before, or another thread polls
     */
    public boolean poll(int timeoutMillis) {
        if (ended.getCount() == 0) {
            return false;
        }
        if (begun.get() && thread != Thread.currentThread()) {
            throw new IllegalStateException("another thread runs this runtime");
        }
        try {
            if (!begun.get()) {
                claimStart();
                thread = Thread.currentThread();
                polled = true;
                begin();
                levers.raise();
                assembly.begin(System.nanoTime());
            }
            assembly.loop.runOnce(timeoutMillis);
            return true;
        } catch (RuntimeException | Error e) {
            fail(e);
            finish();
            throw e;
        }
    }

    private boolean isDone() {
        return closing && assembly.isReleased(System.nanoTime());
    }

    /** Once the start is over: none of it may be on the way to the first advert. */
    private void completeStart() {
        assembly.vigil.prepare(config.stateDirectory());
        assembly.flight.prepare();
        if (management != null) {
            management.show(new ManagedRuntime(this::stats, this::states));
        }
    }

    private void finish() {
        try {
            assembly.close();
        } finally {
            levers.putBack();
            ended.countDown();
            LoopStats stats = assembly.loop.stats();
            if (stats.turns() > 0) {
                LOG.info("Loop ended: {}", stats);
            }
            if (management != null) {
                management.close();
            }
        }
    }

    private Map<String, String> states() {
        RouterState[] now = ask(() -> IntStream.range(0, slots.size())
                .mapToObj(assembly.engine::state)
                .toArray(RouterState[]::new));
        Map<String, String> states = new TreeMap<>();
        slots.forEach((id, slot) -> states.put(id.toString(), now[slot].name()));
        return states;
    }

    /**
     * Returns whether this host may act as the Active of a router: it is Active, and an advert has left within the last three intervals.
     * A process that was frozen, or whose adverts do not leave, gets false whatever its state says. VRRP is no consensus: under a
     * partition two hosts can be Active at once.
     *
     * @throws IllegalArgumentException if there is no such router
     */
    public boolean isActive(VirtualRouterId router) {
        int slot = slot(router);
        long interval =
                config.routers().get(slot).config().advertisementInterval().toNanos();
        return assembly.fence.isActive(slot, FENCE_INTERVALS * interval, System.nanoTime());
    }

    /** Asks a router to stand aside: an Active resigns with priority 0. It stays in Initialize until {@link #rejoin}. */
    public void withdraw(VirtualRouterId router) {
        int slot = slot(router);
        request(now -> assembly.engine.onFault(slot, Cause.WITHDRAWN, "", now));
    }

    /** Takes {@link #withdraw} back: the router becomes Backup. */
    public void rejoin(VirtualRouterId router) {
        int slot = slot(router);
        request(now -> assembly.engine.onRecovered(slot, Cause.WITHDRAWN, now));
    }

    /**
     * Returns what a router looks like now.
     *
     * @throws IllegalStateException if the loop is not running
     */
    public RouterSnapshot snapshot(VirtualRouterId router) {
        int slot = slot(router);
        return ask(() -> assembly.engine.snapshot(slot));
    }

    /**
     * Returns how the loop has been doing; after {@link #close} the final figures.
     *
     * @throws IllegalStateException if the loop has not been started
     */
    public LoopStats stats() {
        return ended.getCount() == 0 ? assembly.loop.stats() : ask(assembly.loop::stats);
    }

    /** Returns what ended the loop, if it was not {@link #close}. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Returns which {@link Levers} the kernel has refused, each with its reason and what to do, as it was logged. Complete once the first
     * turn is done; a refusal concerns the process and no router, so that listeners do not hear it.
     */
    public List<String> refusals() {
        return levers.refusals();
    }

    private int slot(VirtualRouterId router) {
        Integer slot = slots.get(router);
        if (slot == null) {
            throw new IllegalArgumentException("there is no router " + router + "; there are " + slots.keySet());
        }
        return slot;
    }

    private <T> T ask(Supplier<T> question) {
        if (!begun.get()) {
            throw new IllegalStateException("the runtime was not started");
        }
        if (Thread.currentThread() == thread) {
            return question.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        request(now -> answer.complete(question.get()));
        try {
            return answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the loop does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the loop", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void request(Mailbox.Request request) {
        if (!assembly.mailbox.offer(request)) {
            throw new IllegalStateException("too many requests wait for the loop");
        }
        assembly.wake();
    }

    /**
     * Resigns as Active (priority 0), releases every address and ends the threads; waits until that is done, five seconds at most. May be
     * called again. A runtime that is polled is closed by the thread that polls it.
     *
     * @throws IllegalStateException if another thread polls
     */
    @Override
    public void close() {
        if (polled && Thread.currentThread() != thread) {
            throw new IllegalStateException("a runtime that is polled is closed by the thread that polls it");
        }
        closing = true;
        assembly.wake();
        rehearsal.close();
        if (begun.compareAndSet(false, true)) {
            finish(); // never started: there is nothing but descriptors and locks
        } else if (polled) {
            closePolled();
        } else {
            awaitEnd();
        }
        assembly.listener.close();
    }

    private void closePolled() {
        if (ended.getCount() == 0) {
            return;
        }
        try {
            assembly.stop(System.nanoTime());
            while (!isDone()) {
                assembly.loop.runOnce(CLOSING_MILLIS);
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            finish();
        }
    }

    private void fail(Throwable e) {
        failure = e;
        LOG.error("The loop failed; its routers stand down", e);
        assembly.abandon(System.nanoTime());
    }

    private void awaitEnd() {
        try {
            Thread loop = thread;
            boolean released = ended.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            if (released && loop != null) {
                loop.join(CLOSE_MILLIS);
            } else {
                LOG.warn("The loop has not ended within {} ms", CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
