// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.HostShell;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.NodeObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A small virtual world of hosts with a node each. Answers the lines that an executor runs on them, and writes down each that changes something. */
final class FakeHosts {
    static final NodeName A = new NodeName("rabbit@hosta");
    static final NodeName B = new NodeName("rabbit@hostb");
    static final NodeName C = new NodeName("rabbit@hostc");

    final FakeClock clock = new FakeClock();
    final Map<NodeName, FakeNode> nodes = new LinkedHashMap<>();
    /** Quorum queues of the virtual host / by name, with their members. */
    final Map<String, Set<NodeName>> queues = new TreeMap<>();
    /** Those of them without a leader. */
    final Set<String> leaderless = new TreeSet<>();
    /** All lines that were meant to change something, as node and line. */
    final List<String> effects = new ArrayList<>();
    /** Those of them that found nothing to do. */
    final List<String> repeats = new ArrayList<>();
    /** How long a VM needs from its start to its answer, and a broker after that or after being forced. */
    Duration lag = Duration.ZERO;
    /** Called around each line: before it, and after it had its effect. */
    Hook before = (node, line) -> {};

    Hook after = (node, line) -> {};
    /** Instead of the world's own answer where it is not null. */
    Answer instead = (node, line) -> null;

    interface Hook {
        void at(NodeName node, String line);
    }

    interface Answer {
        HostOutput to(NodeName node, String line);
    }

    FakeHosts() {
        for (NodeName name : List.of(A, B, C)) {
            FakeNode node = new FakeNode(name);
            node.members.addAll(List.of(A, B, C));
            node.paths.put(node.directory(), "rabbitmq");
            nodes.put(name, node);
        }
    }

    FakeNode node(NodeName name) {
        return nodes.get(name);
    }

    FakeHosts states(NodeState a, NodeState b, NodeState c) {
        node(A).state = a;
        node(B).state = b;
        node(C).state = c;
        return this;
    }

    Map<NodeName, NodeAccess> hosts() {
        Map<NodeName, NodeAccess> hosts = new LinkedHashMap<>();
        nodes.keySet().forEach(name -> hosts.put(name, new NodeAccess(name, Installation.packaged(), shell(name))));
        return hosts;
    }

    NodeObserver observer() {
        return new NodeObserver(directory ->
                FakeAnswers.disk(node(new NodeName(directory.getFileName().toString()))));
    }

    RecoveryExecutor executor(Operator operator, ProgressListener listener) {
        return new RecoveryExecutor(hosts(), observer(), operator, listener, clock);
    }

    RecoveryExecutor executor() {
        return executor(question -> true, new ProgressListener() {});
    }

    String describe() {
        return nodes.values().stream().map(FakeNode::describe).toList() + " " + queues + " " + leaderless;
    }

    static HostOutput exited(int status, String out, String err) {
        return new HostOutput(HostOutput.End.EXITED, status, out, err);
    }

    private HostShell shell(NodeName name) {
        return new HostShell() {
            @Override
            public HostOutput run(String line, Duration limit) {
                before.at(name, line);
                HostOutput output = instead.to(name, line);
                if (output == null) {
                    synchronized (FakeHosts.this) {
                        output = answer(node(name), line);
                    }
                }
                after.at(name, line);
                return output;
            }

            @Override
            public String describe() {
                return "virtual " + name;
            }
        };
    }

    private HostOutput answer(FakeNode node, String line) {
        node.at(clock.nanoTime());
        HostOutput looked = FakeAnswers.look(this, node, line);
        if (looked != null) {
            return looked;
        }
        String was = describe();
        effects.add(node.name + ": " + line);
        HostOutput output = FakeEffects.of(this, node, line);
        if (describe().equals(was)) {
            repeats.add(node.name + ": " + line);
        }
        return output;
    }
}
