// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.io.IOException;

/** What is measured of one program in one round. */
interface Figure {
    /** Measures the program once under each condition; what it found goes into the report. */
    void round(Contestant contestant, int round) throws IOException;
}
