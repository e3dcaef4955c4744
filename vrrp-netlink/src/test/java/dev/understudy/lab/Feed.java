// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An append-only record of what was seen (lines, adverts, answers), with waits for what is still to come. Thread-safe.
 *
 * @param <T> what is recorded
 */
public final class Feed<T> {
    private static final int SHOWN_ON_FAILURE = 25;

    private final String name;
    private final List<T> items = new ArrayList<>();
    private boolean ended;

    Feed(String name) {
        this.name = name;
    }

    synchronized void add(T item) {
        items.add(item);
        notifyAll();
    }

    /** Nothing more will come: waits that are not satisfied fail at once. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** What was seen so far, oldest first. */
    public synchronized List<T> all() {
        return List.copyOf(items);
    }

    /** What was seen so far and matches, oldest first. */
    public List<T> all(Predicate<? super T> wanted) {
        return all().stream().filter(wanted).toList();
    }

    /** How much was seen so far: a position for {@link #awaitFrom}. */
    public synchronized int size() {
        return items.size();
    }

    /** The first item, seen already or within the time, that matches; otherwise an AssertionError that shows the last items. */
    public T await(String what, Duration timeout, Predicate<? super T> wanted) {
        return awaitFrom(0, what, timeout, wanted);
    }

    /** As {@link #await}, looking only at items from this position on. */
    public synchronized T awaitFrom(int position, String what, Duration timeout, Predicate<? super T> wanted) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        int next = position;
        while (true) {
            for (; next < items.size(); next++) {
                if (wanted.test(items.get(next))) {
                    return items.get(next);
                }
            }
            long leftNanos = deadlineNanos - System.nanoTime();
            if (ended || leftNanos <= 0) {
                throw new AssertionError(failure(what, timeout));
            }
            waitUpTo(leftNanos);
        }
    }

    private void waitUpTo(long nanos) {
        try {
            wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    private String failure(String what, Duration timeout) {
        String why = ended ? "it ended without" : "within " + timeout.toMillis() + " ms it did not show";
        int from = Math.max(0, items.size() - SHOWN_ON_FAILURE);
        String tail = items.subList(from, items.size()).stream()
                .map(item -> "\n    " + item)
                .collect(Collectors.joining());
        return name + ": " + why + " " + what + "; the last " + (items.size() - from) + " of " + items.size() + ":"
                + tail;
    }
}
