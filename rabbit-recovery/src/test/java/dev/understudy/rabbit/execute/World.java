// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.HostShell;
import dev.understudy.rabbit.host.NodeAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Hosts that live in memory: they answer RabbitMQ's tools by their state, and change it by commands of the form {@code do WORDS}, of which
 * they keep a list. What they are survives the executor. Thread-safe.
 */
final class World {
    static final NodeName A = new NodeName("rabbit@hosta");
    static final NodeName B = new NodeName("rabbit@hostb");
    static final NodeName C = new NodeName("rabbit@hostc");
    static final NodeName D = new NodeName("rabbit@hostd");
    static final NodeName E = new NodeName("rabbit@hoste");

    final Set<NodeName> machines = new TreeSet<>();
    final Set<NodeName> brokers = new TreeSet<>();
    final Set<NodeName> waiting = new TreeSet<>();
    final Set<NodeName> members = new TreeSet<>();
    final Set<NodeName> quorum = new TreeSet<>();
    final Set<String> queues = new TreeSet<>();
    final Set<String> paths = new TreeSet<>();
    final Set<NodeName> partitioned = new TreeSet<>();
    final Set<String> foreign = new TreeSet<>();
    boolean leader;

    /** Commands as they were run, those that changed nothing included. */
    final List<String> commands = new ArrayList<>();

    /** What a command does, by its first word. */
    private final Map<String, Effect> effects = new LinkedHashMap<>();

    private final Map<String, SlowEffect> slowEffects = new HashMap<>();
    private Consumer<NodeName> byForce = node -> {};
    private final Map<String, HostOutput> said = new HashMap<>();

    /** What a command changes at a node; its words follow. */
    interface Effect {
        void at(NodeName node, List<String> words);
    }

    interface SlowEffect {
        void at(NodeName node, List<String> words) throws Exception;
    }

    World on(String verb, Effect effect) {
        effects.put(verb, effect);
        return this;
    }

    /** As {@link #on}, while other hosts go on. */
    World unsynchronised(String verb, SlowEffect slow) {
        slowEffects.put(verb, slow);
        return this;
    }

    /** What ending a broker by force does. */
    World onForce(Consumer<NodeName> force) {
        byForce = force;
        return this;
    }

    /** What the command answers instead of a silent 0. */
    World says(String command, int status, String words) {
        said.put(command, new HostOutput(HostOutput.End.EXITED, status, "", words));
        return this;
    }

    World says(String command, HostOutput output) {
        said.put(command, output);
        return this;
    }

    Map<NodeName, NodeAccess> hosts(Killer killer) {
        Map<NodeName, NodeAccess> hosts = new TreeMap<>();
        for (NodeName node : List.of(A, C, D, E)) {
            hosts.put(node, new NodeAccess(node, Installation.packaged(), shell(node, killer)));
        }
        return hosts;
    }

    private HostShell shell(NodeName node, Killer killer) {
        return new HostShell() {
            @Override
            public HostOutput run(String line, Duration limit) {
                killer.moment();
                HostOutput output = line.startsWith("do ") ? command(node, line.substring(3)) : answer(node, line);
                slowly(node, line);
                killer.moment();
                return output;
            }

            @Override
            public String describe() {
                return "in memory";
            }
        };
    }

    private void slowly(NodeName node, String line) {
        SlowEffect slow = line.startsWith("do ") ? slowEffects.get(line.substring(3)) : null;
        try {
            if (slow != null) {
                slow.at(node, List.of());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized HostOutput command(NodeName node, String command) {
        commands.add(node.host() + ": " + command);
        List<String> words = Arrays.asList(command.split(" "));
        Effect effect = effects.get(words.get(0));
        if (effect == null) {
            return exit(127, words.get(0) + ": not found");
        }
        effect.at(node, words.subList(1, words.size()));
        return said.getOrDefault(command, exit(0, ""));
    }

    private synchronized HostOutput answer(NodeName node, String line) {
        if (line.startsWith("test -e ")) {
            String path = line.substring(9, line.indexOf('\'', 9));
            return exit(paths.contains(path) ? 0 : 1, "");
        }
        if (line.startsWith("find ")) {
            return exit(0, foreign.contains(node.host()) ? "/some/file\n" : "");
        }
        if (line.contains("kill -KILL")) {
            commands.add(node.host() + ": kill");
            byForce.accept(node);
            return exit(0, "");
        }
        if (line.contains("/proc/")) {
            return exit(0, "");
        }
        if (line.contains("check_running")) {
            return brokers.contains(node)
                    ? exit(0, "")
                    : exit(
                            69,
                            machines.contains(node) ? "is not running or has not fully booted" : "not running at all");
        }
        if (line.contains("is_booting")) {
            return exit(0, waiting.contains(node) ? "is booting" : "stopped or has not started booting");
        }
        if (!brokers.contains(node)) {
            return exit(69, "no broker");
        }
        if (line.contains("cluster_status")) {
            Set<NodeName> running = new TreeSet<>(members);
            running.retainAll(brokers);
            String parted = partitioned.isEmpty() ? "" : "\"" + node + "\": " + names(partitioned);
            return exit(
                    0,
                    "{\"disk_nodes\": %s, \"ram_nodes\": [], \"running_nodes\": %s, \"partitions\": {%s}, \"versions\": {}, \"feature_flags\": []}"
                            .formatted(names(members), names(running), parted));
        }
        if (line.contains("list_users")) {
            return exit(0, "[{\"user\": \"guest\"}]");
        }
        if (line.contains("list_vhosts")) {
            return exit(0, "[{\"name\": \"/\"}]");
        }
        if (line.contains("list_queues")) {
            return exit(
                    0,
                    queues.stream()
                            .map("{\"name\": \"%s\", \"messages\": 1}"::formatted)
                            .collect(list()));
        }
        if (line.contains("quorum_status")) {
            return exit(0, leader ? "[{\"Raft State\": \"leader\"}]" : "[{\"Raft State\": \"candidate\"}]");
        }
        if (line.contains("eval --formatter json")) {
            return exit(
                    0,
                    "{\"value\": {\"handling\": \"ignore\", \"queues\": %s}}"
                            .formatted(queues.stream().map(this::row).collect(list())));
        }
        return line.contains("eval ") ? exit(0, "ok") : exit(127, line);
    }

    private String row(String queue) {
        boolean replicated = queue.startsWith("qq");
        return "{\"vhost\": \"/\", \"name\": \"%s\", \"type\": \"%s\", \"leader\": \"%s\", \"policy\": \"\", \"members\": %s, \"synchronised\": [], \"recoverable\": [], \"mirrors\": []}"
                .formatted(
                        queue,
                        replicated ? "rabbit_quorum_queue" : "rabbit_classic_queue",
                        A,
                        replicated ? names(quorum) : "[]");
    }

    private static String names(Set<NodeName> nodes) {
        return nodes.stream().map("\"%s\""::formatted).collect(list());
    }

    private static Collector<CharSequence, ?, String> list() {
        return Collectors.joining(", ", "[", "]");
    }

    private static HostOutput exit(int status, String words) {
        return new HostOutput(HostOutput.End.EXITED, status, status == 0 ? words : "", status == 0 ? "" : words);
    }

    /** All that can be told apart. */
    @Override
    public synchronized String toString() {
        return "machines %s brokers %s waiting %s members %s quorum %s leader %s queues %s paths %s partitioned %s foreign %s"
                .formatted(machines, brokers, waiting, members, quorum, leader, queues, paths, partitioned, foreign);
    }
}
