// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what is compiled and run. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @ValueSource(strings = {"EmbeddingExample", "HaproxySessions"})
    void showsTheLinesAsTheyAreCompiled(String name) throws IOException {
        String source =
                Files.readString(ROOT.resolve("examples/src/main/java/dev/understudy/examples/" + name + ".java"));
        String begin = "// README: begin\n";
        String end = "// README: end";
        String lines = source.substring(source.indexOf(begin) + begin.length(), source.indexOf(end));
        String snippet = lines.stripTrailing().stripIndent() + "\n";

        assertThat(snippet.lines()).hasSizeGreaterThan(9);
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```java\n" + snippet + "```");
    }

    @Test
    void namesTheCommandsAndTheExitCodesThatThereAre() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(Understudy.commandLine().getSubcommands().keySet())
                .allSatisfy(command -> assertThat(readme).contains("examples/run " + command));
    }
}
