// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.Transition;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;

/**
 * The way to JDK Flight Recorder. As long as nothing is recorded no event class is loaded and nothing allocated: one field is read, and
 * that only when something has happened. A JVM without the module {@code jdk.jfr} records nothing.
 */
class Flight {
    private static final String MODULE = "jdk.jfr";

    private final Consumer<Runnable> background;
    private final boolean present = ModuleLayer.boot()
            .findModule(MODULE)
            .filter(Flight.class.getModule()::canRead)
            .isPresent();
    private volatile boolean ready;

    /**
     * Loads nothing.
     *
     * @param background carries out on another thread what would take the loop too long: the first event of a process loads classes,
     *     which the recorder rewrites
     */
    Flight(Consumer<Runnable> background) {
        this.background = background;
    }

    /** A flight that is never recorded. */
    static Flight unrecorded() {
        return new Flight(Runnable::run) {
            @Override
            boolean isRecorded() {
                return false;
            }
        };
    }

    /** Returns whether there is a recording, or has been one. */
    boolean isRecorded() {
        return present && FlightRecorder.isInitialized();
    }

    /** Loads the events, if they will be needed; not for the loop's thread. */
    void prepare() {
        if (isRecorded() && !ready) {
            FlightEvents.load();
            ready = true;
        }
    }

    /** A turn has come so late. Asked only while {@link #isRecorded}. */
    void stall(long lateNanos) {
        long due = wall(lateNanos);
        commit(() -> FlightEvents.stall(due, lateNanos));
    }

    /** Adverts of one turn have left late, that of this router the latest. Asked only while {@link #isRecorded}. */
    void lateAdvert(String router, int adverts, long lateNanos) {
        long due = wall(lateNanos);
        commit(() -> FlightEvents.lateAdvert(router, adverts, due, lateNanos));
    }

    private void commit(Runnable event) {
        if (ready) {
            event.run();
        } else {
            background.accept(() -> {
                prepare();
                event.run();
            });
        }
    }

    /** A router has changed its state. Not for the loop's thread. */
    void transition(Transition transition) {
        if (isRecorded()) {
            prepare();
            FlightEvents.transition(transition, wall(System.nanoTime() - transition.atNanos()));
        }
    }

    private static long wall(long agoNanos) {
        return System.currentTimeMillis() - Math.round(agoNanos / 1e6);
    }
}
