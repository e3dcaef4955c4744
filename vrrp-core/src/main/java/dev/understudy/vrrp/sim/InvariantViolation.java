// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

/** Something that must hold does not. The message has the seed, the virtual time and the last lines of the trace. */
public final class InvariantViolation extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int TRACE_LINES = 40;

    InvariantViolation(VirtualLan lan, String what) {
        super(what + "\nseed " + lan.seed() + ", " + lan.nowNanos() / 1_000_000
                + " ms of virtual time; what came before:\n" + lan.trace().tail(TRACE_LINES));
    }
}
