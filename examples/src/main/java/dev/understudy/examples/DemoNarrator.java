// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.sim.TraceEvent;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells what happens on the simulated network while it happens: a line for each event, and one whenever the address changes hands. */
final class DemoNarrator {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String MARGIN = " ".repeat(24);
    /** Told by the lines about state, address and service already. */
    private static final Set<Notice.Kind> TOLD_OTHERWISE = EnumSet.of(
            Notice.Kind.ADDRESSES_HELD,
            Notice.Kind.ADDRESSES_RELEASED,
            Notice.Kind.CHECK,
            Notice.Kind.FAULT,
            Notice.Kind.WAITING,
            Notice.Kind.RESTART);

    private final PrintWriter out;
    private final DemoPace pace;
    private DemoPair pair;
    /** The end of the network before this one. */
    private long earlierNanos;

    private List<String> answering = List.of();
    private boolean announced;
    private int chapters;
    private long nobodyNanos;
    private long severalNanos;
    private long countedNanos;

    DemoNarrator(PrintWriter out, DemoPace pace) {
        this.out = out;
        this.pace = pace;
    }

    /** Follows another network, whose time goes on where the last one's ended. */
    void follow(DemoPair next) {
        if (pair != null) {
            earlierNanos += pair.lan.nowNanos();
        }
        pair = next;
        answering = List.of();
        countedNanos = 0;
        pair.lan.trace().follow(this::onEvent);
        for (DemoPair.Node node : pair.nodes()) {
            node.host().listen(new Ear(node.name()));
        }
    }

    void text(String line) {
        out.println(line);
        out.flush();
    }

    void chapter(String title, String explanation) {
        out.println();
        out.println(++chapters + ". " + title);
        explanation.lines().forEach(line -> out.println("   " + line));
        countFromHere();
    }

    /** Begins to watch what clients notice. */
    void countFromHere() {
        count();
        nobodyNanos = 0;
        severalNanos = 0;
    }

    /** Says what is being done to the hosts, at the present moment. */
    void act(String what) {
        line("", "* " + what);
    }

    /** Says what clients of the virtual address have noticed. */
    void verdict() {
        count();
        String one = nobodyNanos == 0 ? "an answer all the time" : "no answer for " + length(nobodyNanos);
        String two = severalNanos == 0 ? "" : ", and two hosts answering for " + length(severalNanos);
        String who = answering.isEmpty() ? "nobody" : String.join(" and ", answering);
        out.println("   => " + address() + " is answered by " + who + "; clients had " + one + two);
        out.flush();
    }

    private String address() {
        return pair.first.address().address().getHostAddress();
    }

    private void onEvent(TraceEvent event) {
        switch (event.kind()) {
            case ADDRESS -> {
                announced &= !event.text().startsWith("bound");
                line(event.host(), event.text());
            }
            case SERVICE -> line(event.host(), event.text());
            case ANNOUNCEMENT -> {
                if (!announced) {
                    announced = true;
                    line(event.host(), event.text() + " (gratuitous ARP)");
                }
            }
            default -> {
                // Transitions and notices come by the listener; scenario lines are the story's own; the rest is
                // routine.
            }
        }
        showHolder();
    }

    /** Hears one host's routers. */
    private final class Ear implements VrrpListener {
        private final String host;

        private Ear(String host) {
            this.host = host;
        }

        @Override
        public void onTransition(Transition t) {
            String why = t.cause() == Cause.RECOVERED ? "every check succeeds" : t.reason();
            line(host, t.from() + " -> " + t.to() + ": " + why);
        }

        @Override
        public void onNotice(Notice notice) {
            if (!TOLD_OTHERWISE.contains(notice.kind())) {
                line(host, notice.kind() + ": " + notice.detail());
            }
        }
    }

    private void showHolder() {
        count();
        List<String> now = pair.nodes().stream()
                .filter(DemoPair.Node::answers)
                .map(DemoPair.Node::name)
                .toList();
        if (!now.equals(answering)) {
            answering = now;
            String who = now.isEmpty()
                    ? "nobody answers"
                    : String.join(" AND ", now) + (now.size() > 1 ? " answer" : " answers");
            out.println(MARGIN + ">> " + who + " for " + address());
        }
    }

    /** Books the time since the last look. */
    private void count() {
        long passed = pair.lan.nowNanos() - countedNanos;
        countedNanos = pair.lan.nowNanos();
        nobodyNanos += answering.isEmpty() ? passed : 0;
        severalNanos += answering.size() > 1 ? passed : 0;
    }

    private void line(String host, String text) {
        long now = earlierNanos + pair.lan.nowNanos();
        pace.await(now);
        out.printf(Locale.ROOT, "%9s s  %-9s  %s%n", seconds(now), host, text);
        out.flush();
    }

    private static String length(long nanos) {
        return nanos < 10_000_000
                ? String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI)
                : seconds(nanos) + " s";
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_SECOND);
    }
}
