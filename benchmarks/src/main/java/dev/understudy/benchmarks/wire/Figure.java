// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.io.IOException;

/** What is measured of one program in one round. */
interface Figure {
    /** Whether there is anything to measure of this program in this round. */
    default boolean hasTurn(Contestant contestant, int round) {
        return true;
    }

    /** Measures the program once under each condition; what it found goes into the report. */
    void round(Contestant contestant, int round) throws IOException;
}
