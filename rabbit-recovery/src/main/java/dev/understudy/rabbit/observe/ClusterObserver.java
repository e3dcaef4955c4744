// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.host.NodeAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the nodes of a cluster at the same time, eight at most, on threads that end with it. A question takes 45 seconds at most, the fetching
 * of a directory a minute; a node that does not answer one question in time is not asked on. Thread-safe.
 */
public final class ClusterObserver {
    private static final int MOST_AT_ONCE = 8;
    /** More than a shell needs to end a line, TERM and KILL. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final NodeObserver observer;

    /** An observer that looks at each node so. */
    public ClusterObserver(NodeObserver observer) {
        this.observer = Objects.requireNonNull(observer, "observer");
    }

    /**
     * What is known of the cluster. Every node is declared as expected: whom the operator gives up is for the operator to say.
     *
     * @throws IllegalArgumentException if there is no node, or two have the same name
     * @throws InterruptedException if the thread was interrupted; what was being run has ended then
     */
    public ClusterSnapshot observe(List<NodeAccess> nodes) throws InterruptedException {
        return snapshot(reports(nodes));
    }

    /**
     * What looking at each node gave, in the order given.
     *
     * @throws InterruptedException if the thread was interrupted; what was being run has ended then
     */
    public List<NodeReport> reports(List<NodeAccess> nodes) throws InterruptedException {
        if (nodes.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(nodes.size(), MOST_AT_ONCE), task -> {
            Thread thread = new Thread(task, "understudy-observe");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<NodeReport>> looking = new ArrayList<>();
            for (NodeAccess node : nodes) {
                looking.add(threads.submit(() -> observer.report(node)));
            }
            List<NodeReport> reports = new ArrayList<>();
            for (Future<NodeReport> one : looking) {
                reports.add(one.get());
            }
            return reports;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an observer failed", e.getCause());
        } finally {
            end(threads);
        }
    }

    /** Interrupts who still looks, and returns when what they ran has ended. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        long until = System.nanoTime() + ENDING.toNanos();
        while (!threads.isTerminated() && until - System.nanoTime() > 0) {
            try {
                threads.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The snapshot that the reports make; the handling of partitions is known if the running nodes agree. */
    public static ClusterSnapshot snapshot(List<NodeReport> reports) {
        List<PartitionHandling> said = reports.stream()
                .map(NodeReport::partitionHandling)
                .filter(handling -> handling != PartitionHandling.UNKNOWN)
                .distinct()
                .toList();
        return new ClusterSnapshot(
                reports.stream().map(NodeReport::node).toList(),
                said.size() == 1 ? said.get(0) : PartitionHandling.UNKNOWN);
    }
}
