// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the example of the README: it holds its address while the service works, and loses it when the service hangs. */
class EmbeddingExampleIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ADDRESS = "192.0.2.10";

    @BeforeAll
    static void needsALab() {
        Lab.require();
    }

    @Test
    void holdsTheAddressWhileTheServiceWorks() {
        String jar = Path.of("target/understudy.jar").toAbsolutePath().toString();
        try (Lab lab = Lab.open()) {
            LabHost host = lab.host("one", "eth0", "192.0.2.1/24");
            // A line is a piece of work; after eight the service hangs until its input ends.
            String service = "(for i in 1 2 3 4 5 6 7 8; do echo; sleep 1; done; sleep 8) | "
                    + String.join(
                            " ", Lab.java("-cp", jar, EmbeddingExample.class.getName(), "eth0", "51", ADDRESS + "/24"));
            LabProcess example = host.start("sh", "-c", service);

            example.awaitLine("Initialize -> Backup: .*", SOON);
            example.awaitLine("Backup -> Active: .*", SOON);
            host.awaitAddress(ADDRESS, true, SOON);
            example.awaitLine("Active -> Initialize: a check failed \\(orders: no heartbeat.*", SOON);
            host.awaitAddress(ADDRESS, false, SOON);

            assertThat(example.awaitExit(SOON)).as(example.text()).isZero();
        }
    }
}
