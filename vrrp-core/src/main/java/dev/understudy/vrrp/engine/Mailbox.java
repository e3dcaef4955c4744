// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests from other threads, carried out in the turn of the thread that owns the engine, in the order in which they came. Bounded:
 * what does not fit is refused to the one who asks. Safe for use by several threads.
 */
public final class Mailbox {
    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int capacity;

    /** Creates an empty mailbox for at most so many waiting requests. */
    public Mailbox(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is less than 1");
        }
        this.capacity = capacity;
    }

    /** Something to be done by the owner of the engine; must not block. */
    @FunctionalInterface
    public interface Request {
        /** Does it. */
        void carryOut(long nowNanos);
    }

    /** Adds a request and returns whether there was room. The owner still has to be woken. */
    public boolean offer(Request request) {
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            return false;
        }
        return requests.offer(request);
    }

    /** Carries out what was waiting when the turn came to it; what arrives meanwhile waits for the next turn. */
    void carryOut(long nowNanos) {
        for (int left = waiting.get(); left > 0; left--) {
            Request request = requests.poll();
            if (request == null) {
                return;
            }
            waiting.decrementAndGet();
            request.carryOut(nowNanos);
        }
    }
}
