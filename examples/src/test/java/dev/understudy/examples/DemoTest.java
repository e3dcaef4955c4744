// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The demo's timeline is the one that is checked in, and would be another one if a rule were. */
class DemoTest {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "../vrrp-core/src/main/java");

    @Test
    void tellsTheStoryThatIsCheckedIn() throws IOException {
        assertThat(Demo.told(1)).isEqualTo(golden());
    }

    @Test
    void everySeedTellsTheSameStoryTwice() {
        assertThat(Demo.told(42)).isEqualTo(Demo.told(42)).isNotEqualTo(Demo.told(1));
    }

    /** B8: whoever does not count the skew from a resignation waits for the whole down interval. */
    @Test
    void aFlippedRuleTellsAnotherStory() throws Exception {
        String table = Files.readString(SOURCES.resolve("dev/understudy/vrrp/engine/StateTable.java"));
        String rule = "case RESIGNATION -> Decision.AWAIT_SKEW;";
        assertThat(table).contains(rule);

        String flipped = table.replace(rule, "case RESIGNATION -> Decision.NOTHING;");
        String story = ChangedClasses.with("dev.understudy.vrrp.engine.StateTable", flipped)
                .callString(Demo.class.getName(), "told", 1L);

        assertThat(golden()).contains("rabbitmq1 VI_1: Backup -> Active, the Active resigned");
        assertThat(story)
                .contains("9. Pre-emption")
                .doesNotContain("the Active resigned")
                .isNotEqualTo(golden());
    }

    @Test
    void refusesASpeedThatIsNone() {
        CommandLine command = Understudy.commandLine();
        StringWriter errors = new StringWriter();
        command.setErr(new PrintWriter(errors));

        assertThat(command.execute("demo", "--speed", "-1")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(errors.toString()).contains("--speed -1.0");
    }

    private static String golden() throws IOException {
        try (InputStream in = DemoTest.class.getResourceAsStream("demo-timeline.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
