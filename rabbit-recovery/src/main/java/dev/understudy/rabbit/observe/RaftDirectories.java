// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.observe.term.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Raft members that have a directory here: of quorum queues in {@code quorum/NODE/UID}, of the coordinator and of Khepri in
 * {@code coordination/NODE/UID} (rabbit-recovery 3).
 *
 * @param queues the quorum queues, with the members that each began with, which may have changed since
 * @param khepri whether Khepri has a member here; it has from 3.13 on, enabled or not
 * @param owners the nodes that the directories are named after
 */
record RaftDirectories(Map<QueueName, List<NodeName>> queues, boolean khepri, Set<NodeName> owners) {
    static RaftDirectories read(NodeDirectory directory, Findings findings) {
        Map<QueueName, List<NodeName>> queues = new TreeMap<>();
        Set<NodeName> owners = new TreeSet<>();
        for (Term config : configs(directory.file("quorum"), owners, findings)) {
            Optional<QueueName> name = config.get("metrics_key")
                    .flatMap(Names::queue)
                    .or(() -> machine(config)
                            .flatMap(m -> m.get("queue_resource"))
                            .flatMap(Names::queue));
            name.ifPresent(queue -> queues.put(queue, members(config)));
            moved(directory, config, findings);
        }
        boolean khepri = configs(directory.file("coordination"), owners, findings).stream()
                .anyMatch(config -> config.get("cluster_name")
                        .filter(cluster -> cluster.isAtom("rabbitmq_metadata"))
                        .isPresent());
        return new RaftDirectories(queues, khepri, owners);
    }

    /** {@code {module, Module, Settings}}. */
    private static Optional<Term> machine(Term config) {
        return config.get("machine").flatMap(machine -> machine.element(3));
    }

    private static List<NodeName> members(Term config) {
        List<NodeName> members = new ArrayList<>();
        for (Term member : config.get("initial_members").flatMap(Term::asList).orElse(List.of())) {
            member.element(2).flatMap(Names::node).ifPresent(members::add);
        }
        return members;
    }

    /** Old versions note the absolute path, and quorum queues do not come up at another one. */
    private static void moved(NodeDirectory directory, Term config, Findings findings) {
        Optional<String> noted = config.get("system_config")
                .flatMap(system -> system.get("data_dir"))
                .flatMap(Term::asText);
        if (directory.from() == Surroundings.COPY || noted.isEmpty()) {
            return;
        }
        String here = directory.path().toAbsolutePath().normalize().toString();
        if (!noted.get().startsWith(here + "/")) {
            findings.warning(
                    Code.OTHER,
                    directory.file("quorum"),
                    "was made as " + noted.get()
                            + ": quorum queues come up at that path only, make it a symbolic link before the first boot");
        }
    }

    private static List<Term> configs(Path system, Set<NodeName> owners, Findings findings) {
        List<Term> configs = new ArrayList<>();
        for (Path node : ContentDirectories.list(system, findings)) {
            Names.node(node.getFileName().toString()).ifPresent(owners::add);
            RaftRegister register = RaftRegister.of(node);
            for (Path member : ContentDirectories.list(node, findings)) {
                register.check(member, findings);
                Path file = member.resolve("config");
                StatusFile read = StatusFile.read(file);
                if (read instanceof StatusFile.Holds holds) {
                    configs.add(holds.term());
                } else if (read instanceof StatusFile.Unreadable unreadable) {
                    findings.warning(
                            Code.TABLE_NOT_READ, file, unreadable.why() + ": which Raft member this is is not known");
                }
            }
        }
        return configs;
    }
}
