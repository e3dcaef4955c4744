// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

/** Lateness in buckets of 1/16 of their size: fixed memory, no allocation when recording. Belongs to the loop's thread. */
final class LatenessHistogram {
    private static final int SUB_BITS = 4;
    private static final int SUBS = 1 << SUB_BITS;

    private final long[] buckets = new long[(Long.SIZE - SUB_BITS) * SUBS];
    private long count;
    private long max;

    void record(long nanos) {
        long value = Math.max(0, nanos);
        buckets[bucket(value)]++;
        count++;
        max = Math.max(max, value);
    }

    private static int bucket(long value) {
        if (value < SUBS) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return (shift + 1) * SUBS + (int) (value >>> shift & SUBS - 1);
    }

    private static long lowest(int bucket) {
        if (bucket < SUBS) {
            return bucket;
        }
        int shift = bucket / SUBS - 1;
        return (long) (SUBS + bucket % SUBS) << shift;
    }

    /** Returns the value that a share of what was recorded does not exceed, rounded down to its bucket; 0 without records. */
    long percentile(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= rank && seen > 0) {
                return lowest(i);
            }
        }
        return 0;
    }

    long max() {
        return max;
    }
}
