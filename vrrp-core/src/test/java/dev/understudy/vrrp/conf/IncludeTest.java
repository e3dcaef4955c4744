// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that bring in other files. */
class IncludeTest {
    private final Report report = new Report();

    private String tree(String text, String... files) {
        Map<String, String> texts = new HashMap<>(Map.of(Confs.FILE, text));
        for (String file : files) {
            texts.put(file, file.contains("script") ? "#!/bin/sh\n" : "from|" + file + "\n");
        }
        return Confs.tree(texts, report).replace("from|", "");
    }

    private List<String> said() {
        return report.sorted().stream().map(Diagnostic::toString).toList();
    }

    @Test
    void patternsAreSortedAndRelative() {
        assertThat(tree(
                        "include d/*.conf\ninclude d/{b,x}.conf\ninclude [c-d]/?.conf\n",
                        "d/b.conf",
                        "d/a.conf",
                        "d/.h.conf",
                        "e/c.conf"))
                .isEqualTo("d/a.conf\nd/b.conf\nd/b.conf\nd/a.conf\nd/b.conf\n");
        assertThat(said()).isEmpty();
    }

    @Test
    void anIncludeIsRelativeToItsFile() {
        Map<String, String> texts = Map.of(Confs.FILE, "include d/a\nz\n", "d/a", "include b\n", "d/b", "deep\n");
        assertThat(Confs.tree(texts, report)).isEqualTo("deep\nz\n");
    }

    @Test
    void aConditionalIncludeIncludesOnce() {
        assertThat(tree("@node1 include a\n@node2 include b\n", "a", "b")).isEqualTo("a\n");
    }

    @Test
    void aReferenceInAnIncludeIsRemarked() {
        assertThat(tree("$D=sub\ninclude ${D}/a\n", "sub/a")).isEqualTo("sub/a\n");
        assertThat(said())
                .containsExactly(
                        "host.conf:2:1: lint: a reference in an include: not every release of keepalived replaces it");
    }

    @Test
    void executableFilesAreLeftOut() {
        assertThat(tree("include *\n", "x.script", "a")).contains("a").doesNotContain("script");
        assertThat(said()).anySatisfy(s -> assertThat(s).contains("x.script is executable"));
    }

    @Test
    void aFileThatIncludesItselfIsRefused() {
        Map<String, String> texts = Map.of(Confs.FILE, "a\ninclude b\n", "b", "include host.conf\nc\n");
        assertThat(Confs.tree(texts, report)).isEqualTo("a\nc\n");
        assertThat(said()).containsExactly("b:1:9: refuse: host.conf includes itself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "include no; lint",
                "includer no; lint",
                "includem no; refuse",
                "includew no; refuse",
                "includeb no; refuse",
                "includea no; refuse",
                "include no*; warning",
                "includem no*; warning",
                "includew no*; refuse",
                "includea no*; refuse",
                "include {no,a}; none",
                "includem {no,a}; none",
                "includeb {no,a}; refuse",
                "includea {no,a}; refuse",
                "includem {no,nix}; refuse"
            })
    void whatMustExist(String line, String severity) {
        tree(line + "\n", "a");
        assertThat(report.sorted()).hasSize(severity.equals("none") ? 0 : 1);
        assertThat(report.sorted()).allSatisfy(d -> assertThat(d.severity()).hasToString(severity));
    }

    @Test
    void includeMustBeTheFirstWord() {
        tree("a { include b\n}\n", "b");
        assertThat(said()).containsExactly("host.conf:1:5: refuse: include must be the first word of a line");
    }

    @Test
    void filesOfTheHost(@TempDir Path directory) throws IOException {
        Path sub = Files.createDirectory(directory.resolve("conf.d"));
        Files.writeString(directory.resolve("k.conf"), "include conf.d/*.conf\n");
        Files.writeString(sub.resolve("1.conf"), Confs.instance("// x"));
        KeepalivedConf conf = KeepalivedConf.read(directory.resolve("k.conf"), ConfOptions.ofThisHost());
        assertThat(conf.routers()).hasSize(1);
        assertThat(conf.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.file()).endsWith("conf.d/1.conf"));
    }

    @Test
    void aFileThatIsNotThereIsRefused(@TempDir Path directory) {
        Path none = directory.resolve("none");
        assertThat(KeepalivedConf.read(none, ConfOptions.ofThisHost()).diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly(none + ":1:1: refuse: there is no such file, or it must not be read");
        assertThat(KeepalivedConf.read(directory, ConfOptions.ofThisHost()).refused())
                .isTrue();
    }

    @Test
    void aFileThatIsTooLargeIsRefused(@TempDir Path directory) throws IOException {
        Path large = directory.resolve("large");
        Files.write(large, new byte[ConfSource.LARGEST_FILE + 1]);
        assertThat(KeepalivedConf.read(large, ConfOptions.ofThisHost()).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("larger than"));
    }
}
