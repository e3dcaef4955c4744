// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.FakeHosts.exited;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.host.HostOutput;
import java.util.List;
import java.util.Set;

/** What lines that change something do to the virtual world. */
final class FakeEffects {
    private FakeEffects() {}

    static HostOutput of(FakeHosts world, FakeNode node, String line) {
        List<String> words = List.of(line.split(" "));
        String last = words.get(words.size() - 1);
        switch (words.get(0)) {
            case "systemctl" -> {
                return systemctl(world, node, words.get(1));
            }
            case "cp" -> node.paths.put(words.get(3), node.paths.get(words.get(2)));
            case "rm" -> node.paths.remove(last);
            case "chown" -> node.paths.put(last, words.get(2).replace(":", ""));
            case "rabbitmq-queues" -> queues(world, words);
            case "rabbitmqctl" -> {
                return ctl(world, node, words, last);
            }
            default -> throw new AssertionError("the world does not know this line: " + line);
        }
        return exited(0, "", "");
    }

    private static HostOutput systemctl(FakeHosts world, FakeNode node, String verb) {
        if (verb.equals("stop")) {
            node.next = null;
            node.state = NodeState.STOPPED;
        } else if (node.state == NodeState.STOPPED && node.next == null) {
            boolean forced = node.paths.containsKey("/forced");
            later(world, node, forced ? NodeState.WAITING : NodeState.RUNNING);
            // A wiped node begins as a cluster of its own.
            if (node.paths.putIfAbsent(node.directory(), "rabbitmq") == null) {
                node.members.retainAll(Set.of(node.name));
            }
        }
        return exited(0, "", "");
    }

    private static void later(FakeHosts world, FakeNode node, NodeState state) {
        node.become(state, world.clock.nanoTime() + world.lag.toNanos());
        node.at(world.clock.nanoTime());
    }

    private static void queues(FakeHosts world, List<String> words) {
        NodeName other = new NodeName(words.get(4));
        world.queues.values().forEach(members -> {
            if (words.get(3).equals("grow")) {
                members.add(other);
            } else {
                members.remove(other);
            }
        });
    }

    private static HostOutput ctl(FakeHosts world, FakeNode node, List<String> words, String last) {
        switch (words.get(3)) {
            case "stop_app" -> node.state = NodeState.APP_STOPPED;
            case "start_app" -> {
                node.state = NodeState.RUNNING;
                node.parted = false;
            }
            case "forget_cluster_node" -> {
                NodeName lost = new NodeName(last);
                if (!node.members.contains(lost)) {
                    return exited(70, "", "Error: {:not_a_cluster_node, ~c\"it is none\"}");
                }
                world.nodes.values().stream()
                        .filter(other -> other == node || other.state == NodeState.RUNNING)
                        .forEach(other -> other.members.remove(lost));
            }
            case "join_cluster" -> {
                NodeName to = new NodeName(last);
                if (world.node(to).members.contains(node.name)) {
                    return exited(70, "", "Error: {:already_member, ~c\"it is one\"}");
                }
                world.node(to).members.add(node.name);
                node.members.clear();
                node.members.addAll(world.node(to).members);
            }
            case "force_standalone_khepri_boot" -> {
                node.members.retainAll(Set.of(node.name));
                node.paths.remove("/forced");
                later(world, node, NodeState.RUNNING);
            }
            case "delete_queue" -> world.queues.remove(words.get(4));
            case "eval" -> {
                world.leaderless.clear();
                world.queues.values().forEach(members -> members.retainAll(Set.of(node.name)));
            }
            default -> throw new AssertionError("the world does not know " + words);
        }
        return exited(0, "", "");
    }
}
