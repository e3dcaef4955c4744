// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import dev.understudy.lab.Needs;
import java.nio.file.Path;
import java.util.Optional;

/** The brokers that a lab can run. */
public enum RabbitVersion {
    /** Debian bookworm's 3.10.8, installed on the machine: mirrored queues, Mnesia. */
    V3_10_8,
    /** Debian trixie's 4.0.5, installed below the directory named by {@value #ROOT}: Mnesia, or Khepri if the flag is enabled. */
    V4_0_5;

    static final String ROOT = "understudy.rabbit4.root";

    /** Skips the test, loudly, on a machine that does not have this broker; fails it there with {@code CI=true}. */
    public void require() {
        Needs.namespaces();
        Needs.program("ip", "iproute2");
        Needs.program("setpriv", "util-linux");
        if (this == V3_10_8) {
            Needs.program("rabbitmq-server");
        } else {
            String remedy = "debootstrap --variant=minbase --include=rabbitmq-server trixie DIRECTORY, and name it";
            Needs.directory(ROOT, "RabbitMQ 4.0.5", remedy);
        }
    }

    /** Where the broker's own root file system is; none if it is the machine's. */
    Optional<Path> root() {
        return this == V3_10_8 ? Optional.empty() : Optional.of(Path.of(System.getProperty(ROOT)));
    }
}
