// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.QueueName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks up conditions, on one {@linkplain Looks look round}. Changes nothing but for a scratch queue that it takes away again. */
final class ConditionProbe {
    private static final Predicate<NodeState> VM_RUNS =
            state -> state == NodeState.RUNNING || state == NodeState.WAITING || state == NodeState.APP_STOPPED;

    private static final Map<Class<? extends Condition>, Look<Condition>> TABLE = new LinkedHashMap<>();

    private static final Map<Class<? extends Condition>, Function<Condition, NodeName>> WHERE = new HashMap<>();

    private interface Look<C> {
        Seen look(C condition, Looks looks) throws InterruptedException;
    }

    static {
        on(
                Condition.AppRunning.class,
                Condition.AppRunning::node,
                (c, looks) -> looks.state(c.node(), state -> state == NodeState.RUNNING));
        on(
                Condition.Waiting.class,
                Condition.Waiting::node,
                (c, looks) -> looks.state(c.node(), state -> state == NodeState.WAITING));
        on(
                Condition.VmStopped.class,
                Condition.VmStopped::node,
                (c, looks) -> looks.state(c.node(), state -> state == NodeState.STOPPED));
        on(Condition.VmRunning.class, Condition.VmRunning::node, (c, looks) -> looks.state(c.node(), VM_RUNS));
        on(
                Condition.Members.class,
                Condition.Members::at,
                (c, looks) -> looks.live(c.at(), live -> same("members", members(live), c.members())));
        on(
                Condition.Member.class,
                Condition.Member::at,
                (c, looks) -> looks.live(c.at(), live -> member(live, c.other(), true)));
        on(
                Condition.NotMember.class,
                Condition.NotMember::at,
                (c, looks) -> looks.live(c.at(), live -> member(live, c.other(), false)));
        on(
                Condition.Running.class,
                Condition.Running::at,
                (c, looks) -> looks.live(c.at(), live -> running(live, c.nodes())));
        on(
                Condition.NoPartition.class,
                Condition.NoPartition::at,
                (c, looks) -> looks.live(c.at(), ConditionProbe::whole));
        on(Condition.ForgottenOnDisk.class, Condition.ForgottenOnDisk::node, FileLooks::forgotten);
        on(
                Condition.PathAbsent.class,
                Condition.PathAbsent::node,
                (c, looks) -> FileLooks.absent(looks.access(c.node()), c.path()));
        on(
                Condition.PathPresent.class,
                Condition.PathPresent::node,
                (c, looks) -> FileLooks.present(looks.access(c.node()), c.path()));
        on(
                Condition.OwnedBy.class,
                Condition.OwnedBy::node,
                (c, looks) -> FileLooks.owned(looks.access(c.node()), c.directory(), c.owner()));
        on(
                Condition.QueuesExist.class,
                Condition.QueuesExist::at,
                (c, looks) -> looks.live(c.at(), live -> exist(live, c.queues())));
        on(
                Condition.QueueAbsent.class,
                Condition.QueueAbsent::at,
                (c, looks) -> looks.live(c.at(), live -> absent(live, c.queue())));
        on(Condition.QueuesAnswer.class, Condition.QueuesAnswer::at, QueueLooks::answer);
        on(
                Condition.NoQuorumMember.class,
                Condition.NoQuorumMember::at,
                (c, looks) -> looks.live(c.at(), live -> noQuorumMember(live, c.node())));
        on(Condition.QuorumMember.class, Condition.QuorumMember::at, QueueLooks::quorumMember);
        on(Condition.ServesMessages.class, Condition.ServesMessages::at, QueueLooks::serves);
    }

    private ConditionProbe() {}

    private static <C extends Condition> void on(Class<C> kind, Function<C, NodeName> at, Look<C> look) {
        TABLE.put(kind, (condition, looks) -> look.look(kind.cast(condition), looks));
        WHERE.put(kind, condition -> at.apply(kind.cast(condition)));
    }

    /** Where it is looked up; empty if a person has to tell. */
    static Optional<NodeName> at(Condition condition) {
        return Optional.ofNullable(WHERE.get(condition.getClass())).map(where -> where.apply(condition));
    }

    /** The kinds that can be looked up; only {@link Condition.Confirmed} is not among them: a person knows that. */
    static Set<Class<? extends Condition>> kinds() {
        return TABLE.keySet();
    }

    /**
     * Whether the condition holds.
     *
     * @throws IllegalArgumentException for a condition that only a person can tell
     */
    static Seen look(Condition condition, Looks looks) throws InterruptedException {
        Look<Condition> look = TABLE.get(condition.getClass());
        if (look == null) {
            throw new IllegalArgumentException("cannot be looked up: " + condition);
        }
        return look.look(condition, looks);
    }

    static Set<NodeName> members(LiveEvidence live) {
        Set<NodeName> members = new TreeSet<>(live.discMembers());
        members.addAll(live.ramMembers());
        return members;
    }

    private static Seen same(String what, Set<NodeName> seen, Set<NodeName> wanted) {
        return Seen.of(seen.equals(wanted), what + ": " + seen);
    }

    private static Seen member(LiveEvidence live, NodeName node, boolean wanted) {
        Set<NodeName> members = members(live);
        return Seen.of(members.contains(node) == wanted, "members: " + members);
    }

    private static Seen running(LiveEvidence live, Set<NodeName> wanted) {
        return Seen.of(live.running().containsAll(wanted), "running: " + live.running());
    }

    private static Seen whole(LiveEvidence live) {
        boolean whole = live.partitions().values().stream().allMatch(Set::isEmpty);
        return Seen.of(whole, whole ? "no partition" : "partitions: " + live.partitions());
    }

    private static Seen exist(LiveEvidence live, Set<QueueName> wanted) {
        Set<QueueName> missing = new TreeSet<>(wanted);
        live.queues().forEach(queue -> missing.remove(queue.name()));
        return Seen.of(missing.isEmpty(), missing.isEmpty() ? wanted.size() + " queues" : "missing: " + missing);
    }

    private static Seen absent(LiveEvidence live, QueueName queue) {
        boolean there = live.queues().stream().anyMatch(known -> known.name().equals(queue));
        return Seen.of(!there, queue + (there ? " is there" : " is not there"));
    }

    private static Seen noQuorumMember(LiveEvidence live, NodeName node) {
        Set<QueueName> with = live.queues().stream()
                .filter(queue -> queue.kind() == QueueKind.QUORUM)
                .filter(queue -> queue.replicas().contains(node))
                .map(QueueEvidence::name)
                .collect(Collectors.toCollection(TreeSet::new));
        return Seen.of(with.isEmpty(), with.isEmpty() ? "none on " + node : "members on " + node + ": " + with);
    }
}
