// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.RabbitVersion;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.NodeAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks at one node and changes nothing: its state, what it says if it runs, else what its files say (rabbit-recovery 3 and 5). Whatever its
 * host does is an answer or a finding, not an exception. Takes seconds; each question has a limit. Thread-safe.
 *
 * <p>{@code STOPPED} is said only of a node that epmd does not know and of whose files no process has one open, as far as the user that looks may
 * see: as root, or as the broker's own. In doubt it is {@code UNKNOWN} with a finding; {@code UNREACHABLE} is a host, not a node, that does not answer.
 */
public final class NodeObserver {
    private final DirectoryInspector inspector;

    /** An observer that has data directories read so. */
    public NodeObserver(DirectoryInspector inspector) {
        this.inspector = Objects.requireNonNull(inspector, "inspector");
    }

    /** What is known of the node; declared as expected, which the operator may change. Failures are in {@link #report}. */
    public NodeSnapshot observe(NodeAccess access) throws InterruptedException {
        return report(access).node();
    }

    /** The state alone, in a second or two; the findings say why it cannot be told. */
    public NodeReport state(NodeAccess access) throws InterruptedException {
        StateProbe.Seen seen = StateProbe.look(new Tools(access));
        NodeSnapshot node = NodeSnapshot.of(access.node())
                .withInstallation(access.installation())
                .withState(seen.state());
        return new NodeReport(
                node, PartitionHandling.UNKNOWN, seen.finding().stream().toList());
    }

    /** As {@link #observe}, with what went wrong while looking. */
    public NodeReport report(NodeAccess access) throws InterruptedException {
        Tools tools = new Tools(access);
        StateProbe.Seen seen = StateProbe.look(tools);
        NodeSnapshot node = NodeSnapshot.of(access.node())
                .withInstallation(access.installation())
                .withState(seen.state());
        List<Finding> findings = new ArrayList<>(seen.finding().stream().toList());
        if (seen.state() == NodeState.UNREACHABLE) {
            return new NodeReport(node, PartitionHandling.UNKNOWN, findings);
        }
        if (seen.state() == NodeState.RUNNING) {
            LiveProbe.Told told = new LiveProbe(tools).ask();
            findings.addAll(told.findings());
            NodeSnapshot versioned = told.version().map(node::withVersion).orElse(node);
            return new NodeReport(
                    told.evidence().map(versioned::withLive).orElse(versioned), told.handling(), findings);
        }
        Optional<RabbitVersion> installed = installed(tools, findings);
        DiskEvidence disk = with(new DiskFetch(access, inspector).look(), findings);
        NodeSnapshot looked = node.withDisk(disk);
        Optional<RabbitVersion> version = installed.or(disk::version);
        return new NodeReport(
                version.map(looked::withVersion).orElse(looked), PartitionHandling.UNKNOWN, disk.findings());
    }

    /** How many members of the quorum queue say that they lead it, asked at a running node; empty if that cannot be told. */
    public OptionalInt leaders(NodeAccess access, QueueName queue) throws InterruptedException {
        HostOutput output = new Tools(access)
                .queues("quorum_status " + Tools.quoted(queue.name()) + " --vhost " + Tools.quoted(queue.vhost())
                        + " --formatter json");
        try {
            return output.succeeded() ? OptionalInt.of(Answers.leaders(output.out())) : OptionalInt.empty();
        } catch (Answers.NotUnderstood e) {
            return OptionalInt.empty();
        }
    }

    /**
     * Publishes a message to a scratch queue on a running node, waits for the confirm, and reads it back; the queue is gone afterwards.
     *
     * @return what went wrong; empty if nothing did
     */
    public Optional<String> trouble(NodeAccess access) throws InterruptedException {
        HostOutput output = new Tools(access).ctl("eval " + Tools.quoted(Expressions.SCRATCH));
        if (!output.succeeded()) {
            return Optional.of(Tools.failure(output));
        }
        String answer = output.out().strip();
        return answer.equals("ok") ? Optional.empty() : Optional.of(answer);
    }

    private static Optional<RabbitVersion> installed(Tools tools, List<Finding> findings) throws InterruptedException {
        HostOutput output = tools.ctl("version");
        Optional<RabbitVersion> version = output.succeeded() ? Answers.version(output.out()) : Optional.empty();
        if (version.isEmpty()) {
            findings.add(tools.finding("version", Tools.failure(output)));
        }
        return version;
    }

    private static DiskEvidence with(DiskEvidence disk, List<Finding> more) {
        List<Finding> findings = new ArrayList<>(disk.findings());
        findings.addAll(more);
        return Evidence.with(disk, disk.directory(), findings);
    }
}
