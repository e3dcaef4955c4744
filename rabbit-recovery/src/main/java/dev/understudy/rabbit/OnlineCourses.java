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

/** Starting what may be started first, then the others, then giving up what is lost: the cases in which the newest node is at hand. */
final class OnlineCourses {
    private final View view;
    private final RecoveryPolicy policy;
    private final Draft draft;

    OnlineCourses(View view, RecoveryPolicy policy, Draft draft) {
        this.view = view;
        this.policy = policy;
        this.draft = draft;
    }

    /**
     * Offers the course, and one more that deletes what nothing brings back.
     *
     * @param first the nodes to start first, together if there are several
     * @param losers nodes that dropped out of the first ones' sight and say that they were last as well
     */
    void offer(String id, String title, SortedSet<NodeName> first, Collection<NodeName> losers, List<NodeName> lost) {
        NodeName anchor = anchor(first);
        Map<NodeName, List<Loss>> losses = new TreeMap<>();
        Set<String> deleted = new TreeSet<>();
        for (NodeName node : lost) {
            losses.put(node, classic(anchor, node));
            losses.get(node).forEach(loss -> deleted.add(loss.subject()));
        }
        Replicated replicated = new Replicated(view, anchor, view.gone(), deleted);
        List<QueueName> hopeless =
                replicated.hopeless().stream().map(QueueEvidence::name).toList();
        write(id, title, first, losers, lost, losses, replicated, hopeless, false);
        if (!hopeless.isEmpty()) {
            write(
                    id + "-delete-queues",
                    title + "; queues that nothing brings back are deleted",
                    first,
                    losers,
                    lost,
                    losses,
                    replicated,
                    hopeless,
                    true);
        }
    }

    private NodeName anchor(Collection<NodeName> first) {
        return first.stream()
                .filter(node -> !view.ram(node) && view.hasEvidence(node))
                .findFirst()
                .orElse(first.iterator().next());
    }

    private List<Loss> classic(NodeName anchor, NodeName lost) {
        return view.queuesOf(anchor).stream()
                .filter(queue ->
                        queue.kind() == QueueKind.CLASSIC && queue.leader().equals(lost))
                .map(queue -> Losses.of(
                        Loss.Kind.QUEUE,
                        queue.name(),
                        Losses.messages(view, lost, queue.name()),
                        "its master was on " + lost + ", and forgetting that node deletes it"))
                .toList();
    }

    private void write(
            String id,
            String title,
            SortedSet<NodeName> first,
            Collection<NodeName> losers,
            List<NodeName> lost,
            Map<NodeName, List<Loss>> losses,
            Replicated replicated,
            List<QueueName> hopeless,
            boolean delete) {
        Work work = Work.begin(view, policy);
        BootSteps boot = new BootSteps(work);
        FileSteps files = new FileSteps(work);
        MemberSteps members = new MemberSteps(work);
        NodeName anchor = anchor(first);
        Set<NodeName> stopped = new TreeSet<>();
        for (NodeName node : view.availableSurvivors()) {
            if (view.state(node) == NodeState.APP_STOPPED || (losers.contains(node) && view.vmRuns(node))) {
                boot.stop(node, "its broker is not to run yet: it is started in its turn");
                stopped.add(node);
            }
        }
        view.availableSurvivors().forEach(files::prepare);
        Map<NodeName, List<Loss>> forgetLosses = new TreeMap<>();
        for (NodeName node : lost) {
            List<Loss> all = new ArrayList<>(losses.get(node));
            if (!delete && node.equals(lost.get(0))) {
                all.addAll(replicated.hopelessLosses());
            }
            forgetLosses.put(node, all);
        }
        boolean costs = forgetLosses.values().stream().anyMatch(list -> !list.isEmpty());
        Optional<String> copy = costs && !view.running(anchor) && (stopped.contains(anchor) || !view.vmRuns(anchor))
                ? Optional.of(files.copy(anchor))
                : Optional.empty();
        Optional<NodeName> early = startFirst(work, boot, first, losers, stopped);
        for (NodeName node : view.availableSurvivors()) {
            if (first.contains(node) || losers.contains(node)) {
                continue;
            }
            String reason = Words.list(first) + " runs; " + Beliefs.sights(view, node);
            if (early.isPresent() && early.get().equals(node)) {
                boot.await(node, false, reason);
            } else {
                boot.bring(node, stopped.contains(node), reason);
            }
        }
        for (NodeName node : losers) {
            new LoserSteps(work).bring(node, anchor);
        }
        members.fence(lost);
        lost.forEach(node -> members.forgetOnline(anchor, node, forgetLosses.get(node), copy));
        List<NodeName> toShrink = view.versionAtLeast(3, 8, 10) ? List.of() : lost;
        new Ending(work, anchor, replicated, Set.of()).write(toShrink, List.of(), delete ? hopeless : List.of(), first);
        draft.offer(work.course(id, title));
    }

    private Optional<NodeName> startFirst(
            Work work, BootSteps boot, SortedSet<NodeName> first, Collection<NodeName> losers, Set<NodeName> stopped) {
        Optional<NodeName> early = policy.startFirst()
                .filter(node -> !first.contains(node) && !losers.contains(node))
                .filter(node -> !view.running(node) && view.available(node));
        if (early.isPresent() && (stopped.contains(early.get()) || !view.vmRuns(early.get()))) {
            boot.start(early.get(), "the policy asks for it first; it waits until the node that stopped last is there");
        }
        if (first.size() == 1) {
            NodeName last = first.first();
            boot.bring(last, stopped.contains(last), last + " may start alone: " + Beliefs.sights(view, last));
        } else {
            boot.bringTogether(
                    first,
                    stopped,
                    "each of them waits for the others, none was seen to leave: they have to be started together");
        }
        return early;
    }
}
