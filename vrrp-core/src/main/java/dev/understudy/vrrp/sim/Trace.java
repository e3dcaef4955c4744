// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Everything that happened on a {@link VirtualLan}, in order. Not thread-safe; belongs to the thread that runs the network. */
public final class Trace {
    private static final Set<TraceEvent.Kind> STORY = EnumSet.of(
            TraceEvent.Kind.SCENARIO,
            TraceEvent.Kind.TRANSITION,
            TraceEvent.Kind.NOTICE,
            TraceEvent.Kind.ADDRESS,
            TraceEvent.Kind.SERVICE);

    private final List<TraceEvent> events = new ArrayList<>();
    private Consumer<TraceEvent> follower = event -> {};

    Trace() {}

    void add(long atNanos, String host, TraceEvent.Kind kind, String text) {
        TraceEvent event = new TraceEvent(atNanos, host, kind, text);
        events.add(event);
        follower.accept(event);
    }

    /** Returns what has happened so far; a view that grows. */
    public List<TraceEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** Calls somebody with each event as it happens, in place of whoever was called before. */
    public void follow(Consumer<TraceEvent> listener) {
        follower = Objects.requireNonNull(listener, "listener");
    }

    /** Returns the log of what a reader of the scenario wants to see: all but single advertisements, announcements and renewals. */
    public String story() {
        return log(STORY);
    }

    /** Returns the log of some kinds of events. A line that repeats itself at once is written once, with how often. */
    public String log(Set<TraceEvent.Kind> kinds) {
        StringBuilder log = new StringBuilder();
        TraceEvent last = null;
        int times = 0;
        for (TraceEvent event : events) {
            if (!kinds.contains(event.kind())) {
                continue;
            }
            if (last != null && !isRepeated(last, event)) {
                line(log, last, times);
                times = 0;
            }
            last = times == 0 ? event : last;
            times++;
        }
        if (last != null) {
            line(log, last, times);
        }
        return log.toString();
    }

    /** The same thing by the same host within a millisecond: the frames of one burst. */
    private static boolean isRepeated(TraceEvent first, TraceEvent next) {
        return next.kind() == first.kind()
                && next.atNanos() - first.atNanos() < 1_000_000
                && next.host().equals(first.host())
                && next.text().equals(first.text());
    }

    private static void line(StringBuilder log, TraceEvent event, int times) {
        log.append(event);
        if (times > 1) {
            log.append(" (").append(times).append(" times)");
        }
        log.append('\n');
    }

    /** Returns the last lines, of all kinds. */
    String tail(int lines) {
        StringBuilder log = new StringBuilder();
        for (TraceEvent event : events.subList(Math.max(0, events.size() - lines), events.size())) {
            log.append(event).append('\n');
        }
        return log.toString();
    }

    /** Returns the log of everything. */
    @Override
    public String toString() {
        return log(EnumSet.allOf(TraceEvent.Kind.class));
    }
}
