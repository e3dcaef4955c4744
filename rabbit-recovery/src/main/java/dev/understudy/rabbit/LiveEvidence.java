// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a running node says of its cluster.
 *
 * @param discMembers members that keep the definitions on disk
 * @param ramMembers the other members
 * @param running members that it sees running
 * @param partitions whom each member is parted from; empty when whole
 * @param store where it keeps its definitions
 * @param queues the durable queues, those included that do not answer
 * @param users its users
 * @param vhosts its virtual hosts
 */
public record LiveEvidence(
        Set<NodeName> discMembers,
        Set<NodeName> ramMembers,
        Set<NodeName> running,
        Map<NodeName, Set<NodeName>> partitions,
        MetadataStore store,
        List<QueueEvidence> queues,
        Set<String> users,
        Set<String> vhosts) {
    public LiveEvidence {
        discMembers = Copies.sorted(discMembers);
        ramMembers = Copies.sorted(ramMembers);
        running = Copies.sorted(running);
        partitions = Copies.sorted(partitions);
        Objects.requireNonNull(store, "store");
        queues = List.copyOf(queues);
        users = Copies.sorted(users);
        vhosts = Copies.sorted(vhosts);
    }
}
