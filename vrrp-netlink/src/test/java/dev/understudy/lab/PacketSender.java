// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts whole Ethernet frames on the wire from a host, as they are: any source, any TTL, any nonsense. The frames go through socat's
 * packet socket. {@link RawAdvert} makes them.
 */
public final class PacketSender {
    /** Shorter frames are padded to this, as Ethernet does; the IP header says where the packet ends. */
    static final int SHORTEST_FRAME = 60;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private PacketSender() {}

    /** Sends the frame once; it is on the wire when this returns. */
    public static void send(LabHost from, byte[] frame) {
        send(from.running(), from.interfaceName(), frame);
    }

    static void send(Sandbox from, String interfaceName, byte[] frame) {
        byte[] padded = padded(frame);
        LabProcess socat = socat(from, interfaceName, padded.length);
        write(socat, padded);
        close(socat.input());
        if (socat.awaitExit(LIMIT) != 0) {
            throw new IllegalStateException("socat: " + socat.text());
        }
    }

    /** Sends the frame again and again, the first at once, until the flood is closed. */
    public static Flood flood(LabHost from, byte[] frame, Duration period) {
        byte[] padded = padded(frame);
        return new Flood(socat(from.running(), from.interfaceName(), padded.length), padded, period);
    }

    /** One read of socat is one frame: all frames of one socat have the length of its buffer. */
    private static LabProcess socat(Sandbox from, String interfaceName, int frameLength) {
        String buffer = Integer.toString(frameLength);
        return from.startWithInput(
                "socat", List.of("socat", "-u", "-b", buffer, "STDIN", "INTERFACE:" + interfaceName));
    }

    private static byte[] padded(byte[] frame) {
        return frame.length < SHORTEST_FRAME ? Arrays.copyOf(frame, SHORTEST_FRAME) : frame;
    }

    private static void write(LabProcess socat, byte[] frame) {
        try {
            OutputStream out = socat.input();
            out.write(frame);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("socat: " + socat.text(), e);
        }
    }

    private static void close(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A frame sent at a fixed rate until closed. */
    public static final class Flood implements AutoCloseable {
        private final LabProcess socat;
        private final AtomicLong sent = new AtomicLong();
        private final ScheduledFuture<?> sending;
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "lab-flood");
            thread.setDaemon(true);
            return thread;
        });

        private Flood(LabProcess socat, byte[] frame, Duration period) {
            this.socat = socat;
            sending = timer.scheduleAtFixedRate(() -> sendOne(frame), 0, period.toNanos(), TimeUnit.NANOSECONDS);
        }

        private void sendOne(byte[] frame) {
            sent.incrementAndGet();
            write(socat, frame);
        }

        /** How many frames were handed over so far. */
        public long sent() {
            return sent.get();
        }

        /** Sends no more; an exception tells if sending had failed before. */
        @Override
        public void close() {
            boolean failed = sending.isDone();
            timer.shutdownNow();
            socat.close();
            if (failed) {
                throw new IllegalStateException("the flood broke off after " + sent + " frames: " + socat.text());
            }
        }
    }
}
