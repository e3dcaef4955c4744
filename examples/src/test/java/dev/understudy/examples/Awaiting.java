// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.lab.LabHost;
import java.time.Duration;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Waits for what only looking can tell. */
final class Awaiting {
    private static final Duration SOON = Duration.ofSeconds(10);

    private Awaiting() {}

    static void file(LabHost host, String path) {
        Awaitility.await(path + " on " + host).atMost(SOON).until(() -> host.succeeds("test", "-e", path));
    }

    static void text(Supplier<String> growing, String part) {
        Awaitility.await(part).atMost(SOON).until(() -> growing.get().contains(part));
    }
}
