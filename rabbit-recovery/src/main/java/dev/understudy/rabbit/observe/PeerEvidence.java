// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.observe.term.MnesiaLogs;
import dev.understudy.rabbit.observe.term.MnesiaPeers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Mnesia last saw of the other members, the authority on who may boot alone (rabbit-recovery 1.1). */
final class PeerEvidence {
    private static final String LOG = "LATEST.LOG";
    /** What is being dumped to the tables. */
    private static final String PREVIOUS = "PREVIOUS.LOG";

    private PeerEvidence() {}

    static Optional<Map<NodeName, PeerEvent>> read(
            NodeDirectory directory, Membership members, ClusterFiles text, MnesiaLogs logs, Findings findings) {
        Path file = directory.file(LOG);
        if (!directory.has(LOG) && !directory.has(PREVIOUS) && directory.has("schema.DAT")) {
            findings.warning(
                    Code.PEERS_NOT_READ,
                    file,
                    "is not there; " + ClusterFiles.RUNNING + " is believed instead of what Mnesia saw");
            return Optional.empty();
        }
        MnesiaPeers.Result result = MnesiaPeers.read(logs);
        if (result instanceof MnesiaPeers.NotRead notRead) {
            findings.warning(
                    Code.PEERS_NOT_READ,
                    file,
                    notRead.reason() + "; " + ClusterFiles.RUNNING + " is believed instead of what Mnesia saw");
            return Optional.empty();
        }
        MnesiaPeers.Read read = (MnesiaPeers.Read) result;
        findings.odd(directory.path(), read.notes());
        Map<NodeName, PeerEvent> peers = new TreeMap<>();
        for (MnesiaPeers.Event event : read.events()) {
            Names.node(event.node())
                    .filter(node -> !Optional.of(node).equals(directory.node()))
                    .filter(node -> members.all().isEmpty() || members.all().contains(node))
                    .ifPresent(node -> peers.put(node, event.up() ? PeerEvent.UP : PeerEvent.DOWN));
        }
        if (!read.masterNodes().isEmpty()) {
            findings.warning(
                    Code.OTHER,
                    file,
                    "sets master nodes for " + new TreeSet<>(read.masterNodes().keySet())
                            + ": these tables are loaded from them, whatever else is known of the others");
        }
        text.running().ifPresent(running -> compare(directory, members, peers, running, findings));
        return Optional.of(peers);
    }

    private static void compare(
            NodeDirectory directory,
            Membership members,
            Map<NodeName, PeerEvent> peers,
            Set<NodeName> running,
            Findings findings) {
        for (NodeName member : members.disc()) {
            boolean down = peers.get(member) == PeerEvent.DOWN;
            if (!Optional.of(member).equals(directory.node()) && down == running.contains(member)) {
                findings.warning(
                        Code.PEERS_DISAGREE,
                        directory.file(ClusterFiles.RUNNING),
                        (down
                                        ? "lists " + member + ", which Mnesia saw go down"
                                        : "does not list " + member + ", which Mnesia did not see go down")
                                + ": Mnesia decides");
            }
        }
    }
}
