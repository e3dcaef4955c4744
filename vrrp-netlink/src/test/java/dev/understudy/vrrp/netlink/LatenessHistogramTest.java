// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenessHistogramTest {
    @Test
    void knowsItsPercentilesToWithinASixteenth() {
        Random random = new Random(7);
        long[] values = random.longs(10_000, 0, 5_000_000_000L)
                .map(v -> v >>> random.nextInt(30))
                .toArray();
        LatenessHistogram histogram = new LatenessHistogram();
        Arrays.stream(values).forEach(histogram::record);
        Arrays.sort(values);

        for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
            long exact = values[(int) Math.ceil(share * values.length) - 1];
            assertThat(histogram.percentile(share))
                    .as("%s", share)
                    .isLessThanOrEqualTo(exact)
                    .isCloseTo(exact, within(exact / 16));
        }
        assertThat(histogram.max()).isEqualTo(values[values.length - 1]);
    }

    @Test
    void isZeroWithoutRecordsAndForEarlyTurns() {
        LatenessHistogram histogram = new LatenessHistogram();
        assertThat(histogram.percentile(0.5)).isZero();
        histogram.record(-5);
        assertThat(histogram.percentile(1)).isZero();
    }

    @Test
    void takesTheLargestNumberThereIs() {
        LatenessHistogram histogram = new LatenessHistogram();
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.percentile(1)).isPositive();
        assertThat(histogram.max()).isEqualTo(Long.MAX_VALUE);
    }
}
