// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

/**
 * How the loop has been doing since it was started. A copy; it does not change afterwards.
 *
 * @param turns turns of the loop
 * @param packets packets read
 * @param drops packets the kernel dropped because a receive buffer was full (F5)
 * @param stalls turns that came more than 100 ms late; the longest is {@code latenessMaxNanos}
 * @param lateAdverts adverts that left late by more than a hundredth of their interval, and more than 1 ms
 * @param latenessP50Nanos the median lateness of turns that had a deadline, in nanoseconds, to within 1/16
 * @param latenessP99Nanos the 99th percentile of the same
 * @param latenessP999Nanos the 99.9th percentile of the same
 * @param latenessMaxNanos the largest
 */
public record LoopStats(
        long turns,
        long packets,
        long drops,
        long stalls,
        long lateAdverts,
        long latenessP50Nanos,
        long latenessP99Nanos,
        long latenessP999Nanos,
        long latenessMaxNanos) {
    /** Returns one line for the log. */
    @Override
    public String toString() {
        return "turns " + turns + ", packets " + packets + ", drops " + drops + ", stalls " + stalls + ", late adverts "
                + lateAdverts + ", lateness p50 " + latenessP50Nanos / 1000 + " us, p99 " + latenessP99Nanos / 1000
                + " us, p99.9 " + latenessP999Nanos / 1000 + " us, max " + latenessMaxNanos / 1000 + " us";
    }
}
