// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The stats socket of a HAProxy ({@code stats socket PATH level admin}): one connection for each question. Never waits longer than its limit,
 * since a HAProxy that is stopped still accepts connections.
 */
final class HaproxySocket {
    private static final int ANSWER_LIMIT = 1 << 20;

    private final Path path;
    private final Duration limit;

    HaproxySocket(Path path, Duration limit) {
        this.path = path;
        this.limit = limit;
    }

    /** The answer to one command, without what surrounds it. */
    String ask(String command) throws IOException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.register(selector, SelectionKey.OP_READ);
            return read(channel, selector, deadlineNanos).strip();
        }
    }

    private String read(SocketChannel channel, Selector selector, long deadlineNanos) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (answer.size() < ANSWER_LIMIT) {
            long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0 || selector.select(leftMillis) == 0) {
                throw new SocketTimeoutException(
                        "HAProxy at " + path + " did not answer within " + limit.toMillis() + " ms");
            }
            selector.selectedKeys().clear();
            if (channel.read(buffer) < 0) {
                return answer.toString(StandardCharsets.UTF_8);
            }
            answer.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        throw new IOException("HAProxy at " + path + " answers with more than " + ANSWER_LIMIT + " bytes");
    }
}
