// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scenario logs as they were last found right. {@code -Dgolden.update} writes them anew; read the difference before you commit it. */
final class Golden {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "dev", "understudy", "vrrp", "sim");

    private Golden() {}

    static void check(String name, VirtualLan lan) {
        Path file = DIRECTORY.resolve(name + ".txt");
        try {
            if (System.getProperty("golden.update") != null) {
                Files.createDirectories(DIRECTORY);
                Files.writeString(file, lan.trace().story());
            }
            assertThat(lan.trace().story()).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
