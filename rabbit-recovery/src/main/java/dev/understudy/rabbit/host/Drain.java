// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads a pipe on a thread of its own so that the writer never waits, and keeps the beginning. A daemon that was left behind may hold the other end
 * open for ever: so it polls with {@code available()} and ends when it is closed.
 */
final class Drain implements AutoCloseable {
    static final int MOST_BYTES = 4 << 20;
    private static final long POLL_MILLIS = 5;
    /** The JDK moves what is left of a pipe to memory when the process ends; for that moment it seems to be empty. */
    private static final int LAST_LOOKS = 6;

    private final InputStream in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Optional<Mark> mark;
    private final CountDownLatch finish = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /**
     * @param line whose mark is looked for; what comes after it is not kept
     */
    Drain(InputStream in, String threadName, Optional<RemoteLine> line) {
        this.in = in;
        this.mark = line.map(Mark::new);
        Thread thread = new Thread(this::read, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        byte[] buffer = new byte[1 << 16];
        try (in) {
            int looks = 0;
            while (looks < LAST_LOOKS) {
                int ready = in.available();
                if (ready > 0) {
                    keep(buffer, in.read(buffer, 0, Math.min(ready, buffer.length)));
                } else if (finish.getCount() > 0) {
                    finish.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    looks++;
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The pipe is closed: what was read is all there is.
        } finally {
            done.countDown();
        }
    }

    private synchronized void keep(byte[] buffer, int read) {
        int room = MOST_BYTES - kept.size();
        if (read > 0 && room > 0) {
            kept.write(buffer, 0, Math.min(read, room));
        }
        if (read > 0 && mark.isPresent()) {
            mark.get().see(buffer, read);
        }
    }

    /** By the mark: the status that the line ended with, if it did. */
    synchronized OptionalInt status() {
        return mark.filter(Mark::isFound).stream().mapToInt(Mark::status).findFirst();
    }

    private synchronized String beforeMark() {
        byte[] bytes = kept.toByteArray();
        long end = mark.filter(Mark::isFound).map(Mark::position).orElse((long) bytes.length);
        return new String(bytes, 0, (int) Math.min(end, bytes.length), StandardCharsets.UTF_8);
    }

    /** What was written until the line ended, or until the time given if a daemon goes on writing. */
    String text(long untilNanos) throws InterruptedException {
        finish.countDown();
        done.await(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        return beforeMark();
    }

    /** Lets the thread end; it closes the pipe. */
    @Override
    public void close() {
        finish.countDown();
        if (done.getCount() > 0) {
            try {
                in.close();
            } catch (IOException e) {
                // Nobody reads it any more.
            }
        }
    }
}
