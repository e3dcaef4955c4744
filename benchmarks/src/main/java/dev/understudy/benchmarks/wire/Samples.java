// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Measured values in the unit of their comparison. */
final class Samples {
    /** Histograms count thousandths of a thousandth: nanoseconds where the unit is milliseconds. */
    static final double PER_UNIT = 1e6;

    private double[] values = new double[64];
    private int size;
    private boolean sorted = true;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
        sorted = false;
    }

    int size() {
        return size;
    }

    /** The smallest value that this share (0 to 1) of all values does not exceed. */
    double quantile(double share) {
        if (size == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        if (!sorted) {
            Arrays.sort(values, 0, size);
            sorted = true;
        }
        int rank = (int) Math.ceil(share * size);
        return values[Math.max(0, Math.min(size, rank) - 1)];
    }

    double max() {
        return quantile(1);
    }

    /** The same values for HdrHistogram, which knows none below zero: those count as zero. */
    Histogram histogram() {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < size; i++) {
            histogram.recordValue(Math.max(0, Math.round(values[i] * PER_UNIT)));
        }
        return histogram;
    }
}
