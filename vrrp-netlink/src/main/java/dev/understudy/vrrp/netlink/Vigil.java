// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.VrrpEngine;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the loop's thread awake through the last millisecond before a takeover. What has slept for long is slow: the processor has to
 * wake, and finds other programs' code and data in its caches. So the loop gets up a little early, plays one takeover on a {@link Stage},
 * which brings the real one's code and the kernel's back into the caches, and waits for the moment without sleeping. It plays only where
 * there is time, and takes no lock and writes no file, so that nobody else can make the moment pass meanwhile.
 *
 * <p>An Active that is heard keeps takeovers two intervals and more away: the vigil costs a millisecond of one processor when adverts
 * have stopped, and nothing before that.
 */
final class Vigil implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Vigil.class);
    private static final long WATCH_NANOS = 1_000_000L;
    /** With less time left there is no play: it could still be going on when the takeover is due. */
    private static final long PLAY_NANOS = 400_000L;
    /** What was rehearsed so recently is still known, so that thousands of takeovers in a row are not held up. */
    private static final long FRESH_NANOS = 100_000_000L;

    private final VrrpEngine engine;
    /** Null until the start is over, and where there is none to be had. */
    private volatile Stage stage;

    private boolean closed;
    private boolean rehearsed;
    private long rehearsedNanos;

    Vigil(VrrpEngine engine) {
        this.engine = engine;
    }

    /** Opens the stage, with a file that has no name in that directory; may be called by any thread, once. */
    void prepare(Path directory) {
        try {
            take(Stage.openSwift(directory, new DeafListener()));
        } catch (IOException e) {
            LOG.debug("Takeovers are not rehearsed just before they are due", e);
        }
    }

    private synchronized void take(Stage opened) {
        if (closed) {
            opened.close();
        } else {
            stage = opened;
        }
    }

    /**
     * Returns when the loop has to be awake for what is due at a deadline: for a takeover a millisecond before it. If that is now, waits for
     * the deadline.
     */
    long awakeFor(long deadlineNanos) {
        if (deadlineNanos == Duty.NEVER || deadlineNanos != engine.takeoverNanos()) {
            return deadlineNanos;
        }
        long begin = deadlineNanos - WATCH_NANOS;
        long now = System.nanoTime();
        if (now - begin < 0) {
            return begin;
        }
        if (deadlineNanos - now >= PLAY_NANOS) {
            rehearse(now);
        }
        while (System.nanoTime() - deadlineNanos < 0) {
            Thread.onSpinWait();
        }
        return deadlineNanos;
    }

    private void rehearse(long now) {
        Stage prepared = stage;
        if (prepared != null && (!rehearsed || now - rehearsedNanos > FRESH_NANOS)) {
            rehearsed = true;
            rehearsedNanos = now;
            play(prepared);
        }
    }

    /** A failing rehearsal must not take the real thing with it. */
    private void play(Stage prepared) {
        try {
            prepared.takeOver();
        } catch (RuntimeException e) {
            LOG.debug("Takeovers are no longer rehearsed just before they are due", e);
            close();
        }
    }

    /** By the loop's thread, or once there is none. */
    @Override
    public synchronized void close() {
        closed = true;
        if (stage != null) {
            stage.close();
            stage = null;
        }
    }
}
