// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.Recoverable;
import com.rabbitmq.client.RecoveryListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The client that {@link BridgeClient} runs. A line in: connection, verb, words of the verb. Lines out: connection, {@code ok} or
 * {@code failed} and the reason, one for each line in; and what happens to a connection by itself: {@code got}, {@code closed},
 * {@code recovered}.
 *
 * <p>Connections have no heartbeats: they are as silent as real ones are between two, for as long as the test wants. Those that
 * connect again do so by themselves, as RabbitMQ's client does unless told not to.
 */
final class BridgeClientMain {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int RPC_MILLIS = 5_000;
    private static final int RECOVERY_MILLIS = 200;

    private final ConnectionFactory factory = new ConnectionFactory();
    private final Map<String, Channel> channels = new HashMap<>();

    private BridgeClientMain(String host, int port) {
        factory.setHost(host);
        factory.setPort(port);
        factory.setRequestedHeartbeat(0);
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setChannelRpcTimeout(RPC_MILLIS);
        factory.setNetworkRecoveryInterval(RECOVERY_MILLIS);
    }

    public static void main(String[] arguments) throws IOException {
        BridgeClientMain client = new BridgeClientMain(arguments[0], Integer.parseInt(arguments[1]));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ");
            try {
                client.perform(words);
                say(words[0], "ok");
            } catch (Exception e) {
                say(words[0], "failed " + reason(e));
            }
        }
        System.exit(0);
    }

    private void perform(String... words) throws Exception {
        String name = words[0];
        switch (words[1]) {
            case "connect" -> connect(name, false);
            case "connect-again" -> connect(name, true);
            case "declare" -> channels.get(name).queueDeclare(words[2], true, false, false, null);
            case "exclusive" -> exclusive(name, words[2]);
            case "consume" -> consume(name, words[2]);
            case "publish" -> publish(name, words[2], Integer.parseInt(words[3]), Integer.parseInt(words[4]));
            case "speak" -> channels.get(name).basicQos(1);
            default -> throw new IllegalArgumentException(words[1]);
        }
    }

    private void connect(String name, boolean isAgain) throws IOException, TimeoutException {
        factory.setAutomaticRecoveryEnabled(isAgain);
        Connection connection = factory.newConnection();
        connection.addShutdownListener(cause -> say(name, "closed " + reason(cause)));
        if (isAgain) {
            ((Recoverable) connection).addRecoveryListener(new Recovery(name));
        }
        channels.put(name, connection.createChannel());
    }

    /** Tells that a connection is there again, with its consumers. */
    private record Recovery(String name) implements RecoveryListener {
        @Override
        public void handleRecovery(Recoverable recovered) {
            say(name, "recovered");
        }

        @Override
        public void handleRecoveryStarted(Recoverable recovering) {
            // the end of it counts
        }
    }

    /** On a channel of its own, which a refusal closes. */
    private void exclusive(String name, String queue) throws Exception {
        Channel channel = channels.get(name).getConnection().createChannel();
        AMQP.Queue.DeclareOk declared = channel.queueDeclare(queue, false, true, false, null);
        say(name, "has " + declared.getQueue());
    }

    private void consume(String name, String queue) throws IOException {
        channels.get(name)
                .basicConsume(
                        queue,
                        true,
                        (tag, message) -> say(name, "got " + new String(message.getBody(), StandardCharsets.UTF_8)),
                        tag -> {});
    }

    private void publish(String name, String queue, int first, int count) throws Exception {
        Channel channel = channels.get(name);
        channel.confirmSelect();
        for (int i = first; i < first + count; i++) {
            byte[] body = (queue + "-" + i).getBytes(StandardCharsets.UTF_8);
            channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, body);
        }
        channel.waitForConfirmsOrDie(RPC_MILLIS);
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString().replaceAll("\\s+", " ");
    }

    /** In one piece: threads of several connections speak. */
    private static void say(String name, String what) {
        System.out.print(name + " " + what + "\n");
        System.out.flush();
    }
}
