// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import dev.understudy.lab.ClassPath;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client of the broker on the same host: one JVM that does what it is told, each queue with a connection and a time limit of its own. */
public final class AmqpProbe {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final LabProcess client;
    private final Published published;
    private int requests;

    private AmqpProbe(LabProcess client, Published published) {
        this.client = client;
        this.published = published;
    }

    static AmqpProbe start(LabHost machine, Published published) {
        List<String> command = Lab.java(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                ClassPath.of(AmqpProbeMain.class, com.rabbitmq.client.Connection.class, org.slf4j.Logger.class),
                AmqpProbeMain.class.getName());
        return new AmqpProbe(machine.startWithInput(command), published);
    }

    /** The kinds of queues. */
    public enum Kind {
        /** Durable classic queue, mirrored if a policy says so. */
        CLASSIC,
        QUORUM,
        STREAM,
        /** Classic, gone with its broker. */
        TRANSIENT
    }

    /**
     * What was done with a queue.
     *
     * @param bodies the messages confirmed or read, in order
     * @param failure why not all was done; empty if it was
     */
    public record Result(List<String> bodies, String failure) {
        public boolean isComplete() {
            return failure.isEmpty();
        }
    }

    /** Declares queues, with this host's broker as their master or leader; has to succeed. */
    public void declare(Kind kind, String... queues) {
        requireComplete(ask("declare-" + kind, 0, 0, LIMIT, queues));
    }

    /** Publishes persistent messages {@code QUEUE-1}, {@code QUEUE-2} ... to each queue; all have to be confirmed. */
    public void publish(int count, String... queues) {
        publishFrom(1, count, queues);
    }

    /** As {@link #publish}, counting the bodies from another number than 1. */
    public void publishFrom(int first, int count, String... queues) {
        requireComplete(tryPublish(first, count, LIMIT, queues));
    }

    /** Publishes to each queue for at most this time. */
    public Map<String, Result> tryPublish(int first, int count, Duration limit, String... queues) {
        Map<String, Result> results = ask("publish", first, count, limit, queues);
        results.forEach((queue, result) -> published.add(queue, result.bodies()));
        return results;
    }

    /** What is in each queue; it stays there. */
    public Map<String, Result> read(String... queues) {
        return read(LIMIT, queues);
    }

    /** As {@link #read(String...)} for at most this time. */
    public Map<String, Result> read(Duration limit, String... queues) {
        return ask("read", 0, 0, limit, queues);
    }

    /** What is in each queue; it is gone then, but for streams. */
    public Map<String, Result> drain(String... queues) {
        return ask("drain", 0, 0, LIMIT, queues);
    }

    /** The bodies that {@link #publish} gives the messages from one number to another. */
    public static List<String> bodies(String queue, int first, int last) {
        List<String> bodies = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            bodies.add(queue + "-" + i);
        }
        return bodies;
    }

    private Map<String, Result> ask(String what, int first, int count, Duration limit, String... queues) {
        int number = ++requests;
        int position = client.lines().size();
        client.say(number + "\t" + what + "\t" + first + "\t" + count + "\t" + limit.toMillis() + "\t"
                + String.join("\t", queues));
        client.awaitLineFrom(position, "^" + number + "\tdone$", limit.plus(MARGIN));
        Map<String, List<String>> bodies = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        Arrays.stream(queues).forEach(queue -> bodies.put(queue, new ArrayList<>()));
        for (LabProcess.OutputLine line :
                client.lines().all().subList(position, client.lines().size())) {
            String[] words = line.text().split("\t", 4);
            if (words.length == 4 && words[0].equals(Integer.toString(number))) {
                if (words[1].equals("body")) {
                    bodies.get(words[2]).add(words[3]);
                } else {
                    failures.put(words[2], words[3]);
                }
            }
        }
        Map<String, Result> results = new LinkedHashMap<>();
        bodies.forEach((queue, seen) -> results.put(queue, new Result(seen, failures.getOrDefault(queue, ""))));
        return results;
    }

    private static void requireComplete(Map<String, Result> results) {
        results.forEach((queue, result) -> {
            if (!result.isComplete()) {
                throw new AssertionError(queue + ": " + result.failure + " after " + result.bodies.size());
            }
        });
    }
}
