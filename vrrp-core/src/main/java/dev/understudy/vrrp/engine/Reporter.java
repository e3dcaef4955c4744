// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;

/**
 * Tells the listener what a router does. What packets can cause is told once a minute and kind at most; {@link #permits} is asked before
 * a text is made, so that a flood costs no garbage.
 */
final class Reporter {
    private static final long GAP_NANOS = 60_000_000_000L;
    private static final Notice.Kind[] KINDS = Notice.Kind.values();

    private final VirtualRouterConfig config;
    private final VrrpListener listener;
    private final long[] toldNanos = new long[KINDS.length];
    private final boolean[] told = new boolean[KINDS.length];
    private final long[] untold = new long[KINDS.length];

    Reporter(VirtualRouterConfig config, VrrpListener listener) {
        this.config = config;
        this.listener = listener;
    }

    void transition(RouterState from, RouterState to, Cause cause, String detail, int priority, long nowNanos) {
        listener.onTransition(new Transition(config.id(), config.name(), from, to, cause, detail, priority, nowNanos));
    }

    /** Returns whether a notice of a rate-limited kind may be told now; counts it if not. */
    boolean permits(Notice.Kind kind, long nowNanos) {
        int i = kind.ordinal();
        if (told[i] && nowNanos - toldNanos[i] < GAP_NANOS) {
            untold[i]++;
            return false;
        }
        told[i] = true;
        toldNanos[i] = nowNanos;
        return true;
    }

    void notice(Notice.Kind kind, String detail, long nowNanos) {
        long more = untold[kind.ordinal()];
        untold[kind.ordinal()] = 0;
        String text = more == 0 ? detail : detail + " (and " + more + " more of this kind since the last line)";
        listener.onNotice(new Notice(config.id(), kind, text, nowNanos));
    }
}
