// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualRouterId;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.engine.Duty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the user's listener away from the loop, in order. The loop never waits: when too much is queued, notices are dropped and the
 * transitions of a router are joined into one, so that a slow listener loses what was in between and never the last state.
 *
 * <p>As the last {@link Duty} of a turn it wakes its thread: to wake a thread takes as long as to announce an address, and the address
 * goes first.
 */
final class ListenerThread implements VrrpListener, Duty, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerThread.class);
    private static final int CAPACITY = 4096;
    /** With so much queued it is woken at once. */
    private static final int MANY = 256;

    private static final long CLOSE_MILLIS = 2000;

    private final VrrpListener listener;
    private final ConcurrentLinkedQueue<Object> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final Thread thread;
    private final Flight flight;
    private volatile boolean closing;
    /** Something was queued since the thread was last woken; the loop's thread alone looks at it. */
    private boolean news;

    /** Transitions that found the queue full, joined by router. Guarded by itself; contended only when the listener is far behind. */
    private final Map<VirtualRouterId, Transition> joined = new LinkedHashMap<>();

    private volatile boolean hasJoined;
    private volatile long lostNotices;

    ListenerThread(VrrpListener listener, ThreadFactory factory) {
        this(listener, factory, null);
    }

    private ListenerThread(VrrpListener listener, ThreadFactory factory, Flight flight) {
        this.listener = listener;
        this.flight = flight == null ? new Flight(this::later) : flight;
        thread = factory.newThread(this::run);
        thread.setName("understudy-listener");
        thread.setDaemon(true);
    }

    /** Calls a listener whose transitions are nobody's and appear in no recording. */
    static ListenerThread unrecorded(VrrpListener listener, ThreadFactory factory) {
        return new ListenerThread(listener, factory, Flight.unrecorded());
    }

    /** Returns the recording that this thread writes transitions into, for others to write into. */
    Flight flight() {
        return flight;
    }

    /** Carries out what is too slow for the loop; drops it when too much is queued. */
    private void later(Runnable task) {
        if (queued.get() < CAPACITY) {
            enqueue(task);
            LockSupport.unpark(thread);
        }
    }

    void start() {
        thread.start();
    }

    @Override
    public void onTransition(Transition transition) {
        // Once joined, always joined until told: a later transition must not overtake an earlier one.
        if (hasJoined || queued.get() >= CAPACITY) {
            synchronized (joined) {
                joined.merge(transition.router(), transition, ListenerThread::join);
                hasJoined = true;
            }
        } else {
            enqueue(transition);
        }
        news = true;
    }

    private static Transition join(Transition earlier, Transition later) {
        return new Transition(
                later.router(),
                later.name(),
                earlier.from(),
                later.to(),
                later.cause(),
                later.detail(),
                later.priority(),
                later.atNanos());
    }

    @Override
    public void onNotice(Notice notice) {
        if (queued.get() >= CAPACITY) {
            lostNotices++; // written by the loop's thread alone
            return;
        }
        enqueue(notice);
        news = true;
    }

    @Override
    public void perform(long nowNanos) {
        if (news) {
            news = false;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public long deadlineNanos() {
        return NEVER;
    }

    private void enqueue(Object event) {
        queue.add(event);
        if (queued.incrementAndGet() == MANY) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (true) {
            Object event = queue.poll();
            if (event != null) {
                queued.decrementAndGet();
                tell(event);
            } else if (hasJoined) {
                takeJoined().forEach(this::tell);
            } else if (closing) {
                return;
            } else {
                LockSupport.park(this);
            }
        }
    }

    private List<Transition> takeJoined() {
        synchronized (joined) {
            List<Transition> all = new ArrayList<>(joined.values());
            joined.clear();
            hasJoined = false;
            return all;
        }
    }

    private void tell(Object event) {
        try {
            if (event instanceof Runnable task) {
                task.run();
            } else if (event instanceof Transition transition) {
                flight.transition(transition);
                listener.onTransition(transition);
            } else {
                listener.onNotice((Notice) event);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("The listener failed at {}", event, e);
        }
    }

    /** Lets the listener hear what is queued, within a limit, and ends the thread. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        if (lostNotices > 0) {
            LOG.warn("The listener was too slow for {} notices", lostNotices);
        }
        if (Thread.currentThread() == thread) {
            return; // closed from within a listener: the thread ends by itself afterwards
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("The listener has not returned within {} s", TimeUnit.MILLISECONDS.toSeconds(CLOSE_MILLIS));
        }
    }
}
