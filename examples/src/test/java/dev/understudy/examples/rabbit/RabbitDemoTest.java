// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.examples.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's text, as it was last found right ({@code -Ddemo.update} writes it anew). */
class RabbitDemoTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/understudy/examples/rabbit");

    @Test
    void tellsTheFiveCases() throws IOException {
        expect("demo.txt", new Fakes().run("demo"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void tellsOneCaseWithItsRunbook(int number) throws IOException {
        expect("demo-case" + number + ".txt", new Fakes().run("demo", "--case", number));
    }

    @Test
    void neverAdvisesToForceABoot() {
        assertThat(new Fakes().run("demo").out().lines())
                .filteredOn(line -> line.contains("$ "))
                .isNotEmpty()
                .noneMatch(line -> line.contains("force_boot"));
    }

    private static void expect(String file, CommandRun run) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isZero();
        String text = run.out().replace("\r\n", "\n");
        Path golden = GOLDEN.resolve(file);
        if (System.getProperty("demo.update") != null) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden).replace("\r\n", "\n"));
    }
}
