// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

/** What ends the time of the Active. */
enum Fault {
    /** SIGKILL to all processes of the router. */
    KILL,
    /** The cable is pulled. */
    LINK,
    /** SIGTERM: it resigns. */
    STOP,
    /** The whole host: no frame passes from now on, and the router is killed. */
    HOST;

    /** Lets it happen. */
    void strike(Pair pair) {
        switch (this) {
            case KILL -> pair.highRouter().kill();
            case LINK -> pair.high().unplug();
            case STOP -> pair.highRouter().askToEnd();
            case HOST -> {
                pair.high().isolate();
                pair.highRouter().kill();
            }
        }
    }

    /** Mends it, so that the host of the higher priority becomes the Active again. */
    void mend(Pair pair) {
        switch (this) {
            case KILL -> pair.startHigh();
            case LINK -> pair.high().plug();
            case STOP -> {
                pair.highRouter().awaitEnd();
                pair.startHigh();
            }
            case HOST -> {
                pair.high().rejoin();
                pair.startHigh();
            }
        }
    }

    /** As tables have it. */
    String words() {
        return switch (this) {
            case KILL -> "SIGKILL";
            case LINK -> "link down";
            case STOP -> "graceful stop";
            case HOST -> "host lost";
        };
    }
}
