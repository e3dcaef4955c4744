// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One thing done with one queue, on a channel of its own. */
final class QueueTask implements Callable<Void> {
    private static final long STREAM_IDLE_MILLIS = 1_000;

    private final Connection connection;
    private final String what;
    private final String queue;
    private final int first;
    private final int count;
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    QueueTask(Connection connection, String what, String queue, int first, int count) {
        this.connection = connection;
        this.what = what;
        this.queue = queue;
        this.first = first;
        this.count = count;
    }

    /** What was confirmed or read so far. */
    List<String> bodies() {
        return bodies;
    }

    @Override
    public Void call() throws Exception {
        try (Channel channel = connection.createChannel()) {
            switch (what) {
                case "declare-CLASSIC" -> channel.queueDeclare(queue, true, false, false, Map.of());
                case "declare-TRANSIENT" -> channel.queueDeclare(queue, false, false, false, Map.of());
                case "declare-QUORUM" -> declare(channel, "quorum");
                case "declare-STREAM" -> declare(channel, "stream");
                case "publish" -> publish(channel);
                case "read" -> read(channel, false);
                case "drain" -> read(channel, true);
                default -> throw new IllegalArgumentException(what);
            }
        }
        return null;
    }

    private void declare(Channel channel, String type) throws Exception {
        channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", type));
    }

    /** One at a time, so that what is confirmed is known. A queue that is not there returns the message: that is a failure. */
    private void publish(Channel channel) throws Exception {
        channel.confirmSelect();
        channel.queueDeclarePassive(queue);
        for (int i = first; i < first + count; i++) {
            String body = queue + "-" + i;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, bytes);
            channel.waitForConfirmsOrDie();
            bodies.add(body);
        }
    }

    private void read(Channel channel, boolean isDestructive) throws Exception {
        if (isStream()) {
            readStream(channel);
            return;
        }
        long lastTag = 0;
        for (GetResponse got = channel.basicGet(queue, false); got != null; got = channel.basicGet(queue, false)) {
            bodies.add(new String(got.getBody(), StandardCharsets.UTF_8));
            lastTag = got.getEnvelope().getDeliveryTag();
        }
        if (lastTag == 0) {
            return;
        }
        if (isDestructive) {
            channel.basicAck(lastTag, true);
        } else {
            channel.basicNack(lastTag, true, true);
        }
    }

    /** A stream refuses to be read with get, and says so by closing the channel. */
    private boolean isStream() throws Exception {
        try (Channel channel = connection.createChannel()) {
            AMQP.Queue.DeclareOk unused = channel.queueDeclarePassive(queue);
            return queue.startsWith("st.");
        }
    }

    private void readStream(Channel channel) throws Exception {
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        channel.basicQos(100);
        channel.basicConsume(
                queue,
                false,
                Map.of("x-stream-offset", "first"),
                (tag, message) -> {
                    arrived.add(new String(message.getBody(), StandardCharsets.UTF_8));
                    channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
                },
                tag -> {});
        for (String body = arrived.poll(STREAM_IDLE_MILLIS, TimeUnit.MILLISECONDS);
                body != null;
                body = arrived.poll(STREAM_IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
            bodies.add(body);
        }
    }
}
