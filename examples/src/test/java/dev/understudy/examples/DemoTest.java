// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The demo tells what it told when it was last found right ({@code -Ddemo.update} writes that anew), and tells something else as soon as
 * one rule of the protocol is another: it shows the production's classes at work, not a film of them.
 */
class DemoTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "demo.txt");
    private static final Path STATE_TABLE =
            Path.of("..", "vrrp-core", "src", "main", "java", "dev", "understudy", "vrrp", "engine", "StateTable.java");

    @TempDir
    private Path directory;

    @Test
    void tellsTheStory() throws IOException {
        String told = tell(Understudy.commandLine(), "demo");
        if (System.getProperty("demo.update") != null) {
            Files.writeString(GOLDEN, told);
        }
        assertThat(told).isEqualTo(golden());
    }

    @Test
    void anotherSeedIsAnotherRunOfTheSameStory() {
        String told = tell(Understudy.commandLine(), "demo", "--seed", "2");
        assertThat(told)
                .isNotEqualTo(tell(Understudy.commandLine(), "demo"))
                .contains("9. Pre-emption", "rabbitmq1 AND rabbitmq2 answer", "its lease ran out");
    }

    @Test
    void speedIsNotNegative() {
        StringWriter err = new StringWriter();
        CommandLine command = Understudy.commandLine().setErr(new PrintWriter(err));
        assertThat(command.execute("demo", "--speed", "-1")).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains("--speed -1.0 is not a number of 0 or more");
    }

    @Test
    void theCopyOfTheClassesTellsTheSame() throws Exception {
        assertThat(tellWith("", "")).isEqualTo(golden());
    }

    /** B8: a Backup that ignores a resignation waits for the whole down interval. */
    @Test
    void aRuleLessAndTheStoryIsAnother() throws Exception {
        String told = tellWith("case RESIGNATION -> Decision.AWAIT_SKEW", "case RESIGNATION -> Decision.NOTHING");
        assertThat(told).isNotEqualTo(golden()).doesNotContain("the Active resigned");
    }

    /** B9 and nopreempt: everybody preempts, and the repaired host takes the address back. */
    @Test
    void withoutNopreemptTheStoryIsAnother() throws Exception {
        assertThat(tellWith("preempts && relation == Relation.LOWER", "relation == Relation.LOWER"))
                .isNotEqualTo(golden());
    }

    /** B10: nobody preempts. */
    @Test
    void withoutPreemptionTheStoryIsAnother() throws Exception {
        assertThat(tellWith("preempts && relation == Relation.LOWER", "relation == null"))
                .isNotEqualTo(golden())
                .doesNotContain("preempted an Active of lower priority");
    }

    /** A10: after the partition both stay Active. */
    @Test
    void withoutYieldingTheStoryIsAnother() throws Exception {
        assertThat(tellWith(
                        "case HIGHER, EQUAL_HIGHER_ADDRESS -> Decision.YIELD",
                        "case HIGHER, EQUAL_HIGHER_ADDRESS -> Decision.DISCARD"))
                .isNotEqualTo(golden());
    }

    private static String golden() throws IOException {
        return Files.readString(GOLDEN).replace("\r\n", "\n");
    }

    private static String tell(CommandLine command, String... args) {
        StringWriter out = new StringWriter();
        assertThat(command.setOut(new PrintWriter(out)).execute(args)).isZero();
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    /** Tells the story with a copy of the compiled classes in which one line of the state table is another. */
    private String tellWith(String rule, String instead) throws Exception {
        ChangedClasses classes = ChangedClasses.of(STATE_TABLE, rule, instead, directory);
        Method commandLine =
                classes.loadClass(Understudy.class.getName()).getDeclaredMethod("commandLine", String[].class);
        commandLine.setAccessible(true);
        return tell((CommandLine) commandLine.invoke(null, (Object) new String[0]), "demo");
    }
}
