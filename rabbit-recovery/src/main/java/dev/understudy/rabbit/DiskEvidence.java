// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the data directory of a stopped node says (rabbit-recovery 3). What could not be read is empty and has a {@link Finding}.
 *
 * @param directory the node's data directory on its host
 * @param members all members, this node included; what {@code schema.DAT} says where it could be read, else {@code cluster_nodes.config}
 * @param discMembers those of them that keep the definitions on disk
 * @param runningAtShutdown {@code nodes_running_at_shutdown}
 * @param peers the last event of every other member in Mnesia's log; empty if that was not read. A member without an entry was never seen to leave
 * @param shutdown whether the node ended cleanly
 * @param store where it keeps its definitions
 * @param version what its log or package says, if known
 * @param forceLoad whether the marker {@code force_load} is there
 * @param featureFlags the names in its feature flags file
 * @param queues the durable queues that it knows or has contents of
 * @param users its users
 * @param vhosts its virtual hosts
 * @param findings what is noteworthy about its files
 */
public record DiskEvidence(
        String directory,
        Set<NodeName> members,
        Set<NodeName> discMembers,
        Optional<Set<NodeName>> runningAtShutdown,
        Optional<Map<NodeName, PeerEvent>> peers,
        Shutdown shutdown,
        Optional<MetadataStore> store,
        Optional<RabbitVersion> version,
        boolean forceLoad,
        Set<String> featureFlags,
        List<QueueEvidence> queues,
        Set<String> users,
        Set<String> vhosts,
        List<Finding> findings) {
    public DiskEvidence {
        Objects.requireNonNull(directory, "directory");
        members = Copies.sorted(members);
        discMembers = Copies.sorted(discMembers);
        runningAtShutdown = runningAtShutdown.map(Copies::sorted);
        peers = peers.map(Copies::sorted);
        Objects.requireNonNull(shutdown, "shutdown");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(version, "version");
        featureFlags = Copies.sorted(featureFlags);
        queues = List.copyOf(queues);
        users = Copies.sorted(users);
        vhosts = Copies.sorted(vhosts);
        findings = List.copyOf(findings);
    }

    /** Whether a finding of this kind was made. */
    public boolean found(Finding.Code code) {
        return findings.stream().anyMatch(finding -> finding.code() == code);
    }
}
