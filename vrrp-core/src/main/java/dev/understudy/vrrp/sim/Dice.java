// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

/**
 * Numbers from a seed (SplitMix64). Our own, because the JDK promises the sequences of its newer generators to nobody: a seed that failed
 * must fail again on the next release.
 */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    Dice(long seed) {
        state = seed;
    }

    long next() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    /** Returns dice of their own, so that one user's throws do not shift another's. */
    Dice split() {
        return new Dice(next());
    }

    /** Returns whether something of this probability happens; throws nothing away when it cannot. */
    boolean happens(double probability) {
        return probability > 0 && (next() >>> 11) * UNIT < probability;
    }

    /** Returns a number within low..high, both included. */
    long between(long low, long high) {
        return low == high ? low : low + Long.remainderUnsigned(next(), high - low + 1);
    }
}
