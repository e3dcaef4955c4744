// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.track.Supervisor;
import dev.understudy.vrrp.track.Tracked;
import dev.understudy.vrrp.track.Tracker;
import java.time.Duration;

/**
 * A service beside the routers of a host, such as HAProxy, checked at an interval and restarted by a production {@link Supervisor}. Not
 * thread-safe; belongs to the thread that runs the network.
 */
public final class VirtualService {
    private static final long STARTUP_NANOS = 500_000_000L;

    private final String name;
    private final VirtualHost host;
    private final VirtualLan lan;
    private final long intervalNanos;
    private final int fall;
    private final int rise;
    private final long graceNanos;

    private boolean up = true;
    private boolean restartable = true;

    VirtualService(
            String name, VirtualHost host, VirtualLan lan, Duration interval, int fall, int rise, Duration grace) {
        this.name = name;
        this.host = host;
        this.lan = lan;
        this.intervalNanos = interval.toNanos();
        this.fall = fall;
        this.rise = rise;
        this.graceNanos = grace.toNanos();
    }

    /** Ends the service; a restart brings it back within half a second. */
    public void fail() {
        up = false;
        lan.disturb(host, TraceEvent.Kind.SERVICE, name + " dies");
    }

    /** Ends the service in a way that no restart helps. */
    public void failForGood() {
        up = false;
        restartable = false;
        lan.disturb(host, TraceEvent.Kind.SERVICE, name + " dies and will not start any more");
    }

    /** Repairs and starts the service, as an administrator would. */
    public void repair() {
        up = true;
        restartable = true;
        lan.disturb(host, TraceEvent.Kind.SERVICE, name + " is repaired and runs");
    }

    /** Returns whether the service runs. */
    public boolean isUp() {
        return up;
    }

    /** Begins to watch on behalf of a process, whose end ends the watching. */
    Tracked begin(VirtualProcess process) {
        Tracker tracker = new Tracker(name, rise, 1);
        Supervisor supervisor = new Supervisor(tracker, fall, graceNanos);
        lan.plan(0, () -> check(process, supervisor));
        return Tracked.asFault(tracker);
    }

    private void check(VirtualProcess process, Supervisor supervisor) {
        if (!host.isSupervising(process)) {
            return;
        }
        lan.plan(intervalNanos, () -> check(process, supervisor));
        if (process.isFrozen()) {
            return;
        }
        String finding = up ? "runs" : "does not run";
        if (supervisor.onCheck(up, finding, host.clockNanos())) {
            lan.record(host, TraceEvent.Kind.SERVICE, name + " does not run: the supervisor restarts it");
            restart();
            tell(process);
        }
    }

    private void tell(VirtualProcess process) {
        process.request(now -> {
            for (int router = 0; router < process.engine.size(); router++) {
                process.engine.notice(router, Notice.Kind.RESTART, name, now);
            }
        });
    }

    private void restart() {
        lan.plan(STARTUP_NANOS, () -> {
            if (!up && restartable) {
                up = true;
                lan.disturb(host, TraceEvent.Kind.SERVICE, name + " runs again");
            } else if (!up) {
                lan.record(host, TraceEvent.Kind.SERVICE, name + " has not come up");
            }
        });
    }
}
