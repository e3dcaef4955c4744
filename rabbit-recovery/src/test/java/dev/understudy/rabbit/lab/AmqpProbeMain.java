// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The client that {@link AmqpProbe} runs. A line in: number, what, first, count, milliseconds, queues. Lines out: number, {@code body},
 * queue, body; number, {@code failure}, queue, reason; number, {@code done}. Parted by tabs.
 */
final class AmqpProbeMain {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int CLOSE_MILLIS = 1_000;

    private AmqpProbeMain() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ExecutorService workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split("\t");
            answer(workers, words, Arrays.asList(words).subList(5, words.length));
            System.out.println(words[0] + "\tdone");
        }
    }

    /** All queues at the same time: one that hangs does not hold up the others. */
    private static void answer(ExecutorService workers, String[] words, List<String> queues) {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[4]));
        Map<String, QueueTask> tasks = new TreeMap<>();
        Map<String, Future<?>> futures = new TreeMap<>();
        try {
            Connection connection = connect();
            for (String queue : queues) {
                QueueTask task = new QueueTask(
                        connection, words[1], queue, Integer.parseInt(words[2]), Integer.parseInt(words[3]));
                tasks.put(queue, task);
                futures.put(queue, workers.submit(task));
            }
            for (String queue : queues) {
                String failure = outcome(futures.get(queue), deadlineNanos);
                tasks.get(queue).bodies().forEach(body -> say(words[0], "body", queue, body));
                if (!failure.isEmpty()) {
                    say(words[0], "failure", queue, failure);
                }
            }
            connection.abort(CLOSE_MILLIS); // close() would wait for channels that hang
        } catch (IOException | TimeoutException e) {
            queues.forEach(queue -> say(words[0], "failure", queue, e.toString()));
        }
    }

    private static Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setChannelRpcTimeout(0);
        return factory.newConnection();
    }

    private static String outcome(Future<?> future, long deadlineNanos) {
        try {
            future.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            return "";
        } catch (TimeoutException e) {
            future.cancel(true);
            return "not done in time";
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return String.valueOf(cause.getMessage());
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    private static void say(String number, String what, String queue, String text) {
        System.out.println(number + "\t" + what + "\t" + queue + "\t" + text.replaceAll("\\s+", " "));
    }
}
