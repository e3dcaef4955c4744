// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.sim.TraceEvent;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Prints what happens on a simulated network for a human reader, at the speed that was asked for. */
final class Narrator {
    private static final Set<TraceEvent.Kind> TOLD = EnumSet.of(
            TraceEvent.Kind.SCENARIO,
            TraceEvent.Kind.TRANSITION,
            TraceEvent.Kind.NOTICE,
            TraceEvent.Kind.SERVICE,
            TraceEvent.Kind.ADDRESS);

    private final PrintWriter out;
    private final double speed;
    private long toldNanos;

    /**
     * Creates a narrator.
     *
     * @param speed virtual seconds for each real second; 0 for no waiting
     */
    Narrator(PrintWriter out, double speed) {
        this.out = out;
        this.speed = speed;
    }

    void chapter(int number, String title, String explanation) {
        out.println();
        out.println(number + ". " + title);
        explanation.lines().forEach(line -> out.println("   " + line));
        out.flush();
    }

    void say(String text) {
        out.println("   => " + text);
        out.flush();
    }

    void plain(String text) {
        out.println(text);
        out.flush();
    }

    /** A network begins, with a time of its own. */
    void begin() {
        toldNanos = 0;
    }

    void tell(TraceEvent event) {
        // The address lines say it, too.
        boolean twice = event.kind() == TraceEvent.Kind.NOTICE && event.text().contains("ADDRESSES_");
        if (!TOLD.contains(event.kind()) || twice) {
            return;
        }
        await(event.atNanos());
        out.println("   " + event);
        out.flush();
    }

    private void await(long atNanos) {
        long pause = speed == 0 ? 0 : (long) ((atNanos - toldNanos) / speed);
        toldNanos = atNanos;
        long end = System.nanoTime() + pause;
        for (long left = pause; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
