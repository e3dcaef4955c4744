// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.RabbitVersion;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.observe.Answers.Cluster;
import dev.understudy.rabbit.observe.Answers.Definitions;
import dev.understudy.rabbit.observe.Answers.NotUnderstood;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Asks a running node. If it does not answer all that matters there is no evidence: half of it would look like queues that do not exist. */
final class LiveProbe {
    /** More virtual hosts than these are not asked for numbers of messages: each is a call. */
    private static final int MOST_VHOSTS = 20;

    private final Tools tools;
    private final List<Finding> findings = new ArrayList<>();
    /** Once it has not answered in time, or its host is lost, it is not asked on: each question would take its limit. */
    private boolean silent;

    LiveProbe(Tools tools) {
        this.tools = tools;
    }

    /** What a running node said. */
    record Told(
            Optional<LiveEvidence> evidence,
            Optional<RabbitVersion> version,
            PartitionHandling handling,
            List<Finding> findings) {}

    Told ask() throws InterruptedException {
        Optional<Cluster> cluster = answer("cluster_status", "cluster_status --formatter json", Answers::cluster);
        Optional<RabbitVersion> version = cluster.map(Cluster::versions)
                .map(versions -> versions.get(tools.access().node()));
        Optional<Definitions> definitions = answer(
                "the definitions of queues",
                "eval --formatter json " + Tools.quoted(Expressions.DEFINITIONS),
                out -> Answers.definitions(out, tools.access().node()));
        Optional<Set<String>> users =
                answer("list_users", "list_users --formatter json", out -> Answers.names(out, "user"));
        Optional<Set<String>> vhosts =
                answer("list_vhosts", "list_vhosts name --formatter json", out -> Answers.names(out, "name"));
        PartitionHandling handling = definitions.map(Definitions::handling).orElse(PartitionHandling.UNKNOWN);
        if (cluster.isEmpty() || definitions.isEmpty() || users.isEmpty() || vhosts.isEmpty()) {
            return new Told(Optional.empty(), version, handling, findings);
        }
        Cluster seen = cluster.get();
        LiveEvidence evidence = new LiveEvidence(
                seen.disc(),
                seen.ram(),
                seen.running(),
                seen.partitions(),
                seen.store(),
                counted(definitions.get().queues()),
                users.get(),
                vhosts.get());
        return new Told(Optional.of(evidence), version, handling, findings);
    }

    private List<QueueEvidence> counted(List<QueueEvidence> queues) throws InterruptedException {
        List<String> vhosts =
                queues.stream().map(queue -> queue.name().vhost()).distinct().toList();
        if (vhosts.size() > MOST_VHOSTS) {
            findings.add(tools.finding(
                    "list_queues", "numbers of messages were asked for in " + MOST_VHOSTS + " virtual hosts only"));
        }
        Map<String, Map<String, Long>> messages = new HashMap<>();
        for (String vhost : vhosts.stream().limit(MOST_VHOSTS).toList()) {
            String call = "list_queues -p " + Tools.quoted(vhost) + " name messages --formatter json";
            Optional<Map<String, Long>> answer = answer("list_queues", call, Answers::messages);
            if (answer.isPresent()) {
                messages.put(vhost, answer.get());
            }
        }
        return queues.stream()
                .map(queue -> counted(
                        queue,
                        messages.getOrDefault(queue.name().vhost(), Map.of())
                                .get(queue.name().name())))
                .toList();
    }

    private static QueueEvidence counted(QueueEvidence queue, Long messages) {
        return messages == null
                ? queue
                : new QueueEvidence(
                        queue.name(),
                        queue.kind(),
                        queue.leader(),
                        queue.replicas(),
                        queue.synchronised(),
                        queue.dataHere(),
                        OptionalLong.of(messages),
                        queue.policy());
    }

    private interface Reading<T> {
        T read(String out) throws NotUnderstood;
    }

    private <T> Optional<T> answer(String what, String arguments, Reading<T> reading) throws InterruptedException {
        if (silent) {
            return Optional.empty();
        }
        HostOutput output = tools.ctl(arguments);
        silent = output.end() != HostOutput.End.EXITED;
        if (!output.succeeded()) {
            findings.add(tools.finding(what, Tools.failure(output)));
            return Optional.empty();
        }
        try {
            return Optional.of(reading.read(output.out()));
        } catch (NotUnderstood e) {
            findings.add(tools.finding(what, "the answer is not understood: " + e.getMessage()));
            return Optional.empty();
        }
    }
}
