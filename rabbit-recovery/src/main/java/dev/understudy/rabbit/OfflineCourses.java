// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The newest node is lost, or its mirrors are needed: the newest of the rest forgets the lost ones while it is stopped (rabbit-recovery 1.6). */
final class OfflineCourses {
    private final View view;
    private final RecoveryPolicy policy;
    private final Draft draft;

    OfflineCourses(View view, RecoveryPolicy policy, Draft draft) {
        this.view = view;
        this.policy = policy;
        this.draft = draft;
    }

    /**
     * Offers one course, or two where the oldest mirrors are not the newest.
     *
     * @param at the newest of the survivors
     * @param mates those that are as new
     */
    void offer(NodeName at, SortedSet<NodeName> mates) {
        List<NodeName> lost = view.lostMembersOf(at);
        OfflineLosses keepAll = new OfflineLosses(view, at, lost);
        if (!keepAll.promotesOlder()) {
            offer(
                    "forget-offline",
                    at + " forgets " + Words.list(lost) + " while stopped, and is started first",
                    at,
                    mates,
                    List.of());
            return;
        }
        List<NodeName> others = view.availableSurvivors().stream()
                .filter(node -> !node.equals(at) && view.membersOf(at).contains(node))
                .toList();
        offer(
                "keep-replicas",
                "All survivors keep their data; mirrored queues come up on their oldest mirrors",
                at,
                mates,
                List.of());
        offer(
                "keep-newest",
                "Only " + at + " keeps its data; " + Words.list(others) + " are emptied and join again",
                at,
                mates,
                others);
    }

    private void offer(String id, String title, NodeName at, SortedSet<NodeName> mates, List<NodeName> wiped) {
        List<NodeName> forgotten = new ArrayList<>(view.lostMembersOf(at));
        forgotten.addAll(wiped);
        OfflineLosses classic = new OfflineLosses(view, at, forgotten);
        Set<NodeName> removed = new TreeSet<>(view.gone());
        removed.addAll(wiped);
        Map<NodeName, List<Loss>> losses = losses(at, mates, forgotten, wiped, classic);
        Set<String> deleted = new TreeSet<>();
        losses.values()
                .forEach(list -> list.stream()
                        .filter(loss -> loss.kind() == Loss.Kind.QUEUE)
                        .forEach(loss -> deleted.add(loss.subject())));
        Replicated replicated = new Replicated(view, at, removed, deleted);
        List<QueueName> hopeless =
                replicated.hopeless().stream().map(QueueEvidence::name).toList();
        if (!hopeless.isEmpty()) {
            Map<NodeName, List<Loss>> keeping = new TreeMap<>(losses);
            List<Loss> firstLosses = new ArrayList<>(losses.get(forgotten.get(0)));
            firstLosses.addAll(replicated.hopelessLosses());
            keeping.put(forgotten.get(0), firstLosses);
            write(id, title, at, forgotten, wiped, keeping, classic, replicated, List.of());
            write(
                    id + "-delete-queues",
                    title + "; queues that nothing brings back are deleted",
                    at,
                    forgotten,
                    wiped,
                    losses,
                    classic,
                    replicated,
                    hopeless);
        } else {
            write(id, title, at, forgotten, wiped, losses, classic, replicated, List.of());
        }
    }

    private Map<NodeName, List<Loss>> losses(
            NodeName at,
            Collection<NodeName> mates,
            List<NodeName> forgotten,
            List<NodeName> wiped,
            OfflineLosses classic) {
        Map<NodeName, List<Loss>> losses = new TreeMap<>();
        List<NodeName> newer = forgotten.stream()
                .filter(node -> !wiped.contains(node) && view.sight(at, node) != View.Sight.DOWN)
                .toList();
        for (NodeName node : forgotten) {
            List<Loss> all = new ArrayList<>(classic.of(node));
            if (newer.contains(node)) {
                addNew(all, Losses.onlyKnownTo(view, node, at));
            }
            losses.put(node, all);
        }
        List<Loss> first = losses.get(newer.isEmpty() ? forgotten.get(0) : newer.get(0));
        for (NodeName mate : mates) {
            if (!mate.equals(at)) {
                addNew(first, Losses.onlyKnownTo(view, mate, at));
            }
        }
        if (!newer.isEmpty() || mates.size() > 1) {
            first.add(Losses.unseen(at, newer.isEmpty() ? "the others" : Words.list(newer)));
        }
        return losses;
    }

    private static void addNew(List<Loss> losses, List<Loss> more) {
        more.stream()
                .filter(loss -> losses.stream().noneMatch(known -> known.id().equals(loss.id())))
                .forEach(losses::add);
    }

    private void write(
            String id,
            String title,
            NodeName at,
            List<NodeName> forgotten,
            List<NodeName> wiped,
            Map<NodeName, List<Loss>> losses,
            OfflineLosses classic,
            Replicated replicated,
            List<QueueName> delete) {
        Work work = Work.begin(view, policy);
        BootSteps boot = new BootSteps(work);
        FileSteps files = new FileSteps(work);
        MemberSteps members = new MemberSteps(work);
        SortedSet<NodeName> stopped = new TreeSet<>();
        for (NodeName node : view.availableSurvivors()) {
            if (view.vmRuns(node)) {
                boot.stop(node, "an offline forget needs the nodes stopped");
                stopped.add(node);
            }
        }
        view.availableSurvivors().forEach(files::prepare);
        members.fence(view.gone());
        Optional<String> copy = losses.values().stream().anyMatch(list -> !list.isEmpty())
                ? Optional.of(files.copy(at))
                : Optional.empty();
        for (NodeName node : forgotten) {
            members.forgetOffline(at, node, reason(at, node, wiped), losses.get(node), copy);
        }
        boot.bring(at, stopped.contains(at), at + " has forgotten " + Words.list(forgotten) + " and waits for nobody");
        for (NodeName node : view.availableSurvivors()) {
            if (!node.equals(at) && !wiped.contains(node)) {
                boot.bring(node, stopped.contains(node), at + " runs and is the newest that is left");
            }
        }
        for (NodeName node : wiped) {
            files.wipe(
                    node,
                    node + " was forgotten, so that its older mirrors are not promoted; it joins again as a new node",
                    List.of(Losses.of(Loss.Kind.DISK, node, "its data directory is emptied, after a copy")));
            boot.start(node, "it is empty now and boots alone");
            boot.await(node, false, "only a running node can join");
            members.join(node, at, "it comes back as an empty member", ConsentLevel.REDUNDANCY);
        }
        List<NodeName> toShrink =
                forgotten.stream().filter(node -> !wiped.contains(node)).toList();
        new Ending(work, at, replicated, classic.promotedHere()).write(toShrink, wiped, delete, List.of(at));
        draft.offer(work.course(id, title));
    }

    private String reason(NodeName at, NodeName node, List<NodeName> wiped) {
        if (wiped.contains(node)) {
            return node + " has older mirrors, which would be promoted before those on " + at;
        }
        return node + " is declared lost; "
                + (view.sight(at, node) == View.Sight.DOWN
                        ? at + " saw it go down and would not wait for it"
                        : at + " would wait for it for ever: " + Beliefs.sights(view, at));
    }
}
