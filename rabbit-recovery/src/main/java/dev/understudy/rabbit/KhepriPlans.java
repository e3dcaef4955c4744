// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Khepri: no node is the last one, a majority has to be up together; without one a single node is made the whole (rabbit-recovery 4). */
final class KhepriPlans {
    private final View view;
    private final RecoveryPolicy policy;
    private final Draft draft;

    KhepriPlans(View view, RecoveryPolicy policy, Draft draft) {
        this.view = view;
        this.policy = policy;
        this.draft = draft;
    }

    void plan() {
        if (new PartitionPlans(view, policy, draft).plan()) {
            return;
        }
        SortedSet<NodeName> members = members();
        List<NodeName> lost = members.stream().filter(view.gone()::contains).toList();
        SortedSet<NodeName> here = view.availableSurvivors();
        if (view.version().isPresent() && !view.versionAtLeast(4, 0, 0)) {
            draft.warn("Khepri is experimental before 4.0 and such a cluster cannot be upgraded to it");
        }
        if (here.size() < view.survivors().size()) {
            draft.warn("not every member was reached; those that were not have to be started when they are back");
        }
        if (here.size() * 2 > members.size()) {
            majority(here, lost);
        } else if (view.survivors().size() * 2 > members.size()) {
            draft.refuse(
                    Refusal.Code.EVIDENCE_MISSING,
                    "a majority of " + Words.list(members) + " is needed, only " + Words.list(here) + " was reached",
                    "bring the others back, or declare them lost if they and their data will not come back");
        } else if (here.isEmpty()) {
            draft.refuse(
                    Refusal.Code.EVIDENCE_MISSING,
                    "no member was reached",
                    "bring one back, or restore one from its files");
        } else {
            for (NodeName node : here) {
                if (policy.winner().map(node::equals).orElse(here.size() == 1 || node.equals(most(here)))) {
                    standalone(node, lost);
                }
            }
        }
    }

    /** By a running member; else all that the snapshot speaks of, for a Khepri node's text files may lie (rabbit-recovery 3). */
    private SortedSet<NodeName> members() {
        for (NodeName node : view.survivors()) {
            if (view.running(node) && view.node(node).live().isPresent()) {
                return view.membersOf(node);
            }
        }
        draft.warn(
                "no running node tells the membership, and a Khepri node's files do not: all nodes of the snapshot but spares are taken for members");
        SortedSet<NodeName> members = new TreeSet<>(view.survivors());
        members.addAll(view.gone());
        return members;
    }

    private NodeName most(Collection<NodeName> nodes) {
        return nodes.stream()
                .max(Comparator.comparing((NodeName node) -> view.queuesOf(node).size())
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private void majority(SortedSet<NodeName> here, List<NodeName> lost) {
        NodeName anchor = here.stream().filter(view::running).findFirst().orElse(most(here));
        Replicated replicated = new Replicated(view, anchor, view.gone(), Set.of());
        List<Loss> hopeless = replicated.hopelessLosses();
        boolean running = here.stream().allMatch(view::running);
        String id = lost.isEmpty() ? running ? "verify" : "start-together" : "forget-online";
        String title = running ? "A majority runs" : "All members are started together; a majority elects a leader";
        for (boolean delete : hopeless.isEmpty() ? new boolean[] {false} : new boolean[] {false, true}) {
            Work work = Work.begin(view, policy);
            BootSteps boot = new BootSteps(work);
            FileSteps files = new FileSteps(work);
            MemberSteps members = new MemberSteps(work);
            Set<NodeName> stopped = stopAll(boot, here, NodeState.APP_STOPPED);
            here.forEach(files::prepare);
            List<Loss> losses = forgetLosses(anchor, lost);
            losses.addAll(delete ? List.of() : hopeless);
            Optional<String> copy =
                    !losses.isEmpty() && !view.vmRuns(anchor) ? Optional.of(files.copy(anchor)) : Optional.empty();
            boot.bringTogether(here, stopped, "a majority of the members has to be up together, in any order");
            members.fence(lost);
            for (NodeName node : lost) {
                members.forgetOnline(anchor, node, node.equals(lost.get(0)) ? losses : List.of(), copy);
            }
            new Ending(work, anchor, replicated, Set.of())
                    .write(List.of(), List.of(), delete ? subjects(hopeless) : List.of(), List.of(anchor));
            draft.offer(work.course(delete ? id + "-delete-queues" : id, title));
        }
    }

    /** An online forget deletes the classic queues of the node, as with Mnesia (seen on 4.0.5). */
    private List<Loss> forgetLosses(NodeName at, List<NodeName> lost) {
        List<Loss> losses = classic(
                at,
                lost,
                Loss.Kind.QUEUE,
                queue -> "its master was on " + queue.leader() + ", and forgetting that node deletes it");
        lost.forEach(node -> losses.addAll(hidden(at, node)));
        return losses;
    }

    private void standalone(NodeName at, List<NodeName> lost) {
        List<NodeName> wiped = view.availableSurvivors().stream()
                .filter(node -> !node.equals(at))
                .toList();
        Set<NodeName> removed = new TreeSet<>(view.gone());
        removed.addAll(wiped);
        Replicated replicated = new Replicated(view, at, removed, Set.of());
        List<NodeName> givenUp = new ArrayList<>(lost);
        givenUp.addAll(wiped);
        List<Loss> down = down(at, givenUp);
        down.addAll(replicated.hopelessLosses());
        for (boolean delete : down.isEmpty() ? new boolean[] {false} : new boolean[] {false, true}) {
            Work work = Work.begin(view, policy);
            BootSteps boot = new BootSteps(work);
            FileSteps files = new FileSteps(work);
            MemberSteps members = new MemberSteps(work);
            for (NodeName node : view.availableSurvivors()) {
                if (view.vmRuns(node)) {
                    boot.stop(
                            node,
                            "its data is copied while it is stopped, and only a node that waits can be made the whole");
                }
            }
            view.availableSurvivors().forEach(files::prepare);
            members.fence(lost);
            String copy = files.copy(at);
            boot.start(
                    at,
                    "it waits for a leader that cannot be elected, and only while it waits it can be made the whole");
            force(work, at, lost, delete ? List.of() : down, copy);
            boot.await(at, false, "it is a cluster of its own now");
            for (NodeName node : wiped) {
                files.wipe(
                        node,
                        "the cluster is " + at + " alone now; " + node + " joins it as a new node",
                        List.of(Losses.of(Loss.Kind.DISK, node, "its data directory is emptied, after a copy")));
                boot.start(node, "it is empty now and boots alone");
                boot.await(node, false, "only a running node can join");
                members.join(node, at, "it comes back as an empty member", ConsentLevel.REDUNDANCY);
            }
            new Ending(work, at, replicated, Set.of())
                    .write(List.of(), wiped, delete ? subjects(down) : List.of(), List.of(at));
            draft.offer(work.course(
                    delete ? "standalone-delete-queues" : "standalone",
                    at + " is made a cluster of its own"
                            + (delete ? "; queues that nothing brings back are deleted" : "")));
        }
    }

    private void force(Work work, NodeName at, List<NodeName> lost, List<Loss> down, String copy) {
        List<Loss> losses = new ArrayList<>();
        lost.forEach(node -> losses.add(Losses.of(
                Loss.Kind.SPLIT,
                node,
                "if it ever comes back with its disk and is forced too, there are two clusters and no error")));
        losses.addAll(down);
        lost.forEach(node -> losses.addAll(hidden(at, node)));
        if (lost.size() > 1 || view.survivors().size() > 1) {
            losses.add(Losses.unseen(at, "the majority"));
        }
        work.steps()
                .risky(
                        new Action.ForceStandalone(at),
                        List.of(work.on(at).ctl("force_standalone_khepri_boot")),
                        "the majority is lost: no leader can be elected",
                        List.of(new Condition.Waiting(at), new Condition.PathPresent(at, copy)),
                        List.of(new Condition.AppRunning(at), new Condition.Members(at, Set.of(at))),
                        Limits.SHORT,
                        "stop " + at + ", put the copy at " + copy + " back",
                        ConsentLevel.FORCE,
                        losses);
    }

    /** Without a forget the classic queues of nodes given up stay as records that do not answer. */
    private List<Loss> down(NodeName at, Collection<NodeName> lost) {
        return classic(
                at,
                lost,
                Loss.Kind.UNAVAILABLE,
                queue -> "its contents were on " + queue.leader()
                        + "; with Khepri its definition stays and does not answer");
    }

    private List<Loss> classic(
            NodeName at, Collection<NodeName> lost, Loss.Kind kind, Function<QueueEvidence, String> why) {
        Map<QueueName, Loss> losses = new TreeMap<>();
        List<NodeName> known = new ArrayList<>(lost);
        known.add(at);
        for (NodeName node : known) {
            for (QueueEvidence queue : view.queuesOf(node)) {
                if (queue.kind() == QueueKind.CLASSIC && lost.contains(queue.leader())) {
                    losses.put(queue.name(), Losses.of(kind, queue.name(), why.apply(queue)));
                }
            }
        }
        return new ArrayList<>(losses.values());
    }

    /** The files of a stopped node tell what it has itself; what the lost node had is known only by its own files, or while one runs. */
    private List<Loss> hidden(NodeName at, NodeName lost) {
        if (view.node(at).live().isPresent() || view.hasEvidence(lost)) {
            return List.of();
        }
        return List.of(Losses.of(
                Loss.Kind.UNSEEN,
                lost,
                "its classic queues, and streams that have no majority without it: with Khepri the files of a stopped node"
                        + " do not list them"));
    }

    private List<QueueName> subjects(List<Loss> down) {
        Set<String> names = new TreeSet<>();
        down.forEach(loss -> names.add(loss.subject()));
        return view.survivors().stream()
                .flatMap(node -> view.queuesOf(node).stream())
                .map(QueueEvidence::name)
                .filter(name -> names.contains(name.toString()))
                .distinct()
                .toList();
    }

    private Set<NodeName> stopAll(BootSteps boot, Collection<NodeName> nodes, NodeState state) {
        Set<NodeName> stopped = new TreeSet<>();
        for (NodeName node : nodes) {
            if (view.state(node) == state) {
                boot.stop(node, "its broker was stopped in it; it is started afresh");
                stopped.add(node);
            }
        }
        return stopped;
    }
}
