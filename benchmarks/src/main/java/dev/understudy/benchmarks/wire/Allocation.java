// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A neighbour that gives the garbage collector all the work it can: one thread that allocates as fast as it can, of which a part replaces
 * parts of a live set, so that old objects die as well.
 */
final class Allocation {
    private static final int BLOCK_BYTES = 1024;
    private static final int BLOCKS_PER_MIB = (1 << 20) / BLOCK_BYTES;
    /** One block of so many is kept. */
    private static final int KEPT_OF = 16;

    private final byte[][] live;
    private final SplittableRandom random = new SplittableRandom(1);
    private final AtomicLong mib = new AtomicLong();
    /** Is written so that no block is optimised away. */
    private volatile byte[] latest;

    Allocation(int liveMib) {
        live = new byte[liveMib * BLOCKS_PER_MIB][];
    }

    /** Starts the thread; what it throws is for the handler. */
    void start(Thread.UncaughtExceptionHandler handler) {
        Thread thread = new Thread(this::run, "neighbour");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(handler);
        thread.start();
    }

    /** How much it allocated so far. */
    long mib() {
        return mib.get();
    }

    private void run() {
        for (int i = 0; i < live.length; i++) {
            live[i] = new byte[BLOCK_BYTES];
        }
        while (latest == null || latest.length > 0) {
            for (int i = 0; i < BLOCKS_PER_MIB; i++) {
                byte[] block = new byte[BLOCK_BYTES];
                latest = block;
                if (i % KEPT_OF == 0) {
                    live[random.nextInt(live.length)] = block;
                }
            }
            mib.incrementAndGet();
        }
    }
}
