// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void aQuantileIsTheSmallestValueThatThisShareDoesNotExceed() {
        Samples samples = new Samples();
        for (int i = 200; i >= 1; i--) {
            samples.add(i);
        }
        assertThat(samples.quantile(0)).isEqualTo(1);
        assertThat(samples.quantile(0.5)).isEqualTo(100);
        assertThat(samples.quantile(0.99)).isEqualTo(198);
        assertThat(samples.max()).isEqualTo(200);
        samples.add(1000);
        assertThat(samples.max()).as("sorted anew").isEqualTo(1000);
    }

    @Test
    void aHistogramHasTheSameValuesInMillionthsAndNoneBelowZero() {
        Samples samples = new Samples();
        samples.add(-0.5);
        samples.add(0.125);
        assertThat(samples.histogram().getMinValue()).isZero();
        assertThat(samples.histogram().getValueAtPercentile(100)).isBetween(124_900L, 125_100L);
        assertThat(samples.quantile(0)).isEqualTo(-0.5);
    }

    @Test
    void nothingHasNoQuantiles() {
        assertThatThrownBy(() -> new Samples().max()).isInstanceOf(IllegalStateException.class);
    }
}
