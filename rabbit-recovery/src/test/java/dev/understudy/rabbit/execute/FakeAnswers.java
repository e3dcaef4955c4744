// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import static dev.understudy.rabbit.execute.FakeHosts.exited;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.Shutdown;
import dev.understudy.rabbit.host.HostOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** What the virtual world says to lines that only look, in the words of RabbitMQ's tools. */
final class FakeAnswers {
    private static final Pattern TEST = Pattern.compile("test -e '([^']*)' \\|\\| test -L .*");
    private static final Pattern OWNED = Pattern.compile("find '([^']*)' ! -user '([^']*)' -print .*");
    private static final Pattern STATUS = Pattern.compile(".* quorum_status '([^']*)' .*");

    private FakeAnswers() {}

    /** Null if the line is none that only looks. */
    static HostOutput look(FakeHosts world, FakeNode node, String line) {
        Matcher test = TEST.matcher(line);
        if (test.matches()) {
            return exited(node.paths.containsKey(test.group(1)) ? 0 : 1, "", "");
        }
        Matcher owned = OWNED.matcher(line);
        if (owned.matches()) {
            String owner = node.paths.get(owned.group(1));
            return owner == null
                    ? exited(0, "", "no such directory")
                    : exited(0, owner.equals(owned.group(2)) ? "" : owned.group(1) + "\n", "");
        }
        if (line.contains("tar -cz")) {
            return node.paths.containsKey(node.directory())
                    ? exited(0, emptyArchive() + "\nunderstudy-end\n", "")
                    : exited(66, "", "");
        }
        if (line.contains("id -u ") || line.contains("find /proc/") && line.endsWith("head -n 1")) {
            return exited(0, "", "");
        }
        return line.contains(" -q -n ") ? tool(world, node, line) : null;
    }

    private static HostOutput tool(FakeHosts world, FakeNode node, String line) {
        if (line.contains("check_running")) {
            return switch (node.state) {
                case RUNNING -> exited(0, "", "");
                case STOPPED -> exited(69, "", "epmd reports: node 'rabbit' not running at all");
                default -> exited(69, "", "RabbitMQ is not running or has not fully booted yet");
            };
        }
        if (line.contains("is_booting")) {
            return exited(0, node.state == NodeState.WAITING ? "is booting" : "stopped or has not started booting", "");
        }
        if (line.endsWith(" version")) {
            return exited(0, "3.13.7\n", "");
        }
        if (node.state != NodeState.RUNNING) {
            return exited(69, "", "not running");
        }
        return live(world, node, line);
    }

    private static HostOutput live(FakeHosts world, FakeNode node, String line) {
        Matcher status = STATUS.matcher(line);
        if (status.matches()) {
            boolean leads = !world.leaderless.contains(status.group(1));
            return exited(0, leads ? "[{\"Raft State\":\"leader\"}]" : "[{\"Raft State\":\"follower\"}]", "");
        }
        if (line.contains("cluster_status")) {
            Set<NodeName> running = node.members.stream()
                    .filter(other -> world.node(other).state == NodeState.RUNNING)
                    .collect(Collectors.toSet());
            String parted = node.parted ? "\"" + node.name + "\":[\"" + FakeHosts.C + "\"]" : "";
            return exited(
                    0,
                    "{\"disk_nodes\":" + array(node.members) + ",\"ram_nodes\":[],\"running_nodes\":" + array(running)
                            + ",\"partitions\":{" + parted + "},\"versions\":{},\"feature_flags\":[]}",
                    "");
        }
        if (line.contains("eval --formatter json")) {
            String rows = world.queues.entrySet().stream()
                    .map(
                            queue -> "{\"leader\":\"" + node.name + "\",\"members\":" + array(queue.getValue())
                                    + ",\"mirrors\":[],\"name\":\"" + queue.getKey()
                                    + "\",\"policy\":\"\",\"recoverable\":[],\"synchronised\":[],\"type\":\"rabbit_quorum_queue\",\"vhost\":\"/\"}")
                    .collect(Collectors.joining(","));
            return exited(0, "{\"value\":{\"handling\":\"ignore\",\"queues\":[" + rows + "]}}", "");
        }
        if (line.contains("list_users")) {
            return exited(0, "[{\"user\":\"guest\"}]", "");
        }
        if (line.contains("list_vhosts")) {
            return exited(0, "[{\"name\":\"/\"}]", "");
        }
        return line.contains("list_queues") ? exited(0, "[]", "") : exited(0, "ok\n", "");
    }

    static DiskEvidence disk(FakeNode node) {
        return new DiskEvidence(
                node.directory(),
                node.members,
                node.members,
                Optional.empty(),
                Optional.empty(),
                Shutdown.UNKNOWN,
                Optional.of(MetadataStore.MNESIA),
                Optional.empty(),
                false,
                Set.of(),
                List.of(),
                Set.of(),
                Set.of(),
                List.of());
    }

    private static String array(Collection<NodeName> nodes) {
        return nodes.stream().map(node -> "\"" + node + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static String emptyArchive() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(new byte[10_240]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
