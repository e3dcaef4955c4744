// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes the way of a takeover many times before it is gone for the first time, which may be weeks later: an Active that is heard no more,
 * decision, advert, addresses, announcement, hand-off to the listener, resignation. The JVM compiles what is gone often, so that the first
 * takeover of a process is as fast as the tenth. All of it happens on a {@link Stage}, and each second time on one like the {@link Vigil}'s:
 * what had never been gone through would throw away what was compiled, in the very moment before the takeover.
 */
final class Rehearsal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    /** The compiler's last tier takes some thousand calls. */
    private static final int TAKEOVERS = 6_000;

    /** Between so many takeovers others get the processor. */
    private static final int WITHOUT_PAUSE = 24;

    private static final long PAUSE_NANOS = 1_000_000L;
    private static final long END_MILLIS = 1_000;

    private final Path directory;
    private final ThreadFactory factory;
    private final Runnable afterwards;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Starts nothing.
     *
     * @param directory where a file may be made that loses its name at once
     * @param afterwards what else can wait until the start is over; carried out by the rehearsal's thread in the end
     */
    Rehearsal(Path directory, ThreadFactory factory, Runnable afterwards) {
        this.directory = directory;
        this.factory = factory;
        this.afterwards = afterwards;
        thread = factory.newThread(this::run);
        thread.setName("understudy-rehearsal");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        rehearse();
        if (!closing) {
            afterwards.run();
        }
    }

    private void rehearse() {
        try (ListenerThread listener = ListenerThread.unrecorded(new DeafListener(), factory);
                Stage stage = Stage.open(directory, listener, listener);
                Stage swift = Stage.openSwift(directory, new DeafListener())) {
            listener.start();
            for (int takeover = 0; takeover < TAKEOVERS && !closing; takeover += 2) {
                stage.takeOver();
                swift.takeOver();
                if (takeover % WITHOUT_PAUSE == 0) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("No rehearsal: the first takeover will take a few milliseconds longer", e);
        }
    }

    /** Ends it, wherever it is. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
