// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.lab.LabHost;
import dev.understudy.lab.WallClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks the echo on the virtual address every millisecond and notes when answers come. Thread-safe. */
final class EchoClient implements AutoCloseable {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MOST_ANSWERS = 1 << 20;

    private final DatagramChannel channel;
    private final List<EchoService> services;
    private final Thread sender = new Thread(this::send, "echo-asks");
    private final Thread receiver = new Thread(this::receive, "echo-hears");
    private final long[] answers = new long[MOST_ANSWERS];
    private int count;

    private EchoClient(DatagramChannel channel, List<EchoService> services) {
        this.services = services;
        this.channel = channel;
        sender.setDaemon(true);
        receiver.setDaemon(true);
        sender.start();
        receiver.start();
    }

    /** A client in one host, and the service in the others. */
    static EchoClient open(LabHost host, List<LabHost> servers) {
        List<EchoService> services = servers.stream().map(EchoService::open).toList();
        return new EchoClient(
                NetworkOf.process(
                        host.initPid(),
                        () -> DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(0))),
                services);
    }

    synchronized void forget() {
        count = 0;
    }

    synchronized int answers() {
        return count;
    }

    /** When the first answer after this time came, CLOCK_REALTIME; 0 when none did. */
    synchronized long firstAnswerAfter(long nanos) {
        for (int i = 0; i < count; i++) {
            if (answers[i] > nanos) {
                return answers[i];
            }
        }
        return 0;
    }

    /** The longest time without an answer between two. */
    synchronized long longestGapNanos() {
        long longest = 0;
        for (int i = 1; i < count; i++) {
            longest = Math.max(longest, answers[i] - answers[i - 1]);
        }
        return longest;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        for (EchoService service : services) {
            service.close();
        }
    }

    private void send() {
        InetSocketAddress service = new InetSocketAddress(Pair.VIRTUAL, EchoService.PORT);
        ByteBuffer packet = ByteBuffer.allocateDirect(8);
        for (long next = System.nanoTime(); channel.isOpen(); next += PERIOD_NANOS) {
            try {
                channel.send(packet.clear(), service);
            } catch (IOException closedOrUnreachable) {
                // no answer comes
            }
            // What a busy machine kept it from asking is not asked in a burst.
            next = Math.max(next, System.nanoTime() - PERIOD_NANOS);
            LockSupport.parkNanos(next + PERIOD_NANOS - System.nanoTime());
        }
    }

    private void receive() {
        ByteBuffer packet = ByteBuffer.allocateDirect(64);
        while (channel.isOpen()) {
            try {
                channel.receive(packet.clear());
                note(WallClock.nanos());
            } catch (IOException closedOrUnreachable) {
                // no answer came
            }
        }
    }

    private synchronized void note(long nanos) {
        if (count < MOST_ANSWERS) {
            answers[count++] = nanos;
        }
    }
}
