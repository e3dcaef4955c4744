// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Watches bridges: what both hosts send is stamped by one clock as it enters the bridge, in the course of the sender's own system call.
 * It looks into its sockets every few milliseconds rather than to be woken by each frame, since that would take the processor from the
 * sender in the very moment that is measured. Thread-safe.
 */
final class Observer implements AutoCloseable {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<PacketSocket> sockets;
    private final List<Sighting> seen = new ArrayList<>();
    private final Thread thread = new Thread(this::watch, "observer");
    private volatile boolean closed;
    private RuntimeException failure;

    private Observer(List<PacketSocket> sockets) {
        this.sockets = sockets;
        thread.setDaemon(true);
        thread.start();
    }

    /** Watches these interfaces of the network that the process is in; numbers them from 0. */
    static Observer open(long pid, List<String> bridges) {
        return new Observer(NetworkOf.process(pid, () -> {
            List<PacketSocket> sockets = new ArrayList<>();
            for (String bridge : bridges) {
                sockets.add(PacketSocket.open(bridge));
            }
            return sockets;
        }));
    }

    /** How much was seen so far: a position. */
    synchronized int position() {
        return seen.size();
    }

    /** What was seen from this position on, in order of the frames of each bridge. */
    synchronized List<Sighting> from(int position) {
        return List.copyOf(seen.subList(position, seen.size()));
    }

    /** Forgets what was seen; positions start anew. */
    synchronized void forget() {
        seen.clear();
    }

    /** The first from this position on that matches, seen already or within the time. */
    synchronized Sighting await(int position, Supplier<String> what, long limitNanos, Predicate<Sighting> wanted) {
        long deadline = System.nanoTime() + limitNanos;
        for (int next = position; ; ) {
            for (; next < seen.size(); next++) {
                if (wanted.test(seen.get(next))) {
                    return seen.get(next);
                }
            }
            if (failure != null) {
                throw new IllegalStateException("the observer failed", failure);
            }
            if (System.nanoTime() >= deadline) {
                throw new IllegalStateException(
                        "not seen within " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms: " + what.get());
            }
            try {
                wait(TimeUnit.NANOSECONDS.toMillis(LOOK_NANOS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    /** Frames that the kernel had no room for; figures that lost any are worth nothing. */
    synchronized long drops() {
        return sockets.stream().mapToLong(PacketSocket::drops).sum();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.forEach(PacketSocket::close);
    }

    private void watch() {
        while (!closed) {
            try {
                look();
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private synchronized void look() {
        int before = seen.size();
        for (int bridge = 0; bridge < sockets.size(); bridge++) {
            PacketSocket socket = sockets.get(bridge);
            while (socket.read()) {
                Sighting sighting = Sighting.of(socket.bytes(), socket.stampNanos(), bridge);
                if (sighting != null) {
                    seen.add(sighting);
                }
            }
        }
        if (seen.size() > before) {
            notifyAll();
        }
    }

    private synchronized void fail(RuntimeException e) {
        failure = e;
        notifyAll();
    }
}
