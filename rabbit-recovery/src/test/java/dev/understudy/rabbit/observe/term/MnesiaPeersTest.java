// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MnesiaPeersTest {

    private static final List<String> NODES = Fixtures.NODES;

    @ParameterizedTest
    @FieldSource("NODES")
    void agreesWithARealMnesia(String node) {
        MnesiaPeers.Read read = read(Fixtures.of(node));
        List<Term> downs =
                Fixtures.mnesiaSays(node).get("downs").orElseThrow().asList().orElseThrow();
        assertThat(read.events().stream().filter(e -> !e.up()).map(MnesiaPeers.Event::node))
                .isEqualTo(downs.stream().map(t -> t.asAtom().orElseThrow()).toList());
        assertThat(read.notes()).isEmpty();
        assertThat(read.writtenBy()).contains("rabbit@host" + node.charAt(node.length() - 1));
    }

    @Test
    void tellsWhatAndWhen() {
        MnesiaPeers.Read last = read(Fixtures.of("clean/b"));
        assertThat(last.sawDown("rabbit@hosta")).isTrue();
        assertThat(last.of("rabbit@hosta").orElseThrow().at()).contains(LocalDateTime.of(2026, 11, 25, 20, 20, 45));
        MnesiaPeers.Read first = read(Fixtures.of("clean/a"));
        assertThat(first.sawDown("rabbit@hostb")).isFalse();
        assertThat(first.of("rabbit@hostb").orElseThrow().up()).isTrue();
    }

    /** B of the power loss saw A go down the evening before: that stands in the decision table, and was taken away later. */
    @Test
    void theDecisionTableComesFirst(@TempDir Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("power/b"), dir);
        assertThat(read(dir).sawDown("rabbit@hosta")).isFalse();
        Files.delete(dir.resolve("LATEST.LOG"));
        assertThat(read(dir).sawDown("rabbit@hosta")).isTrue();
        assertThat(read(dir).notes()).containsExactly(new Note("LATEST.LOG", "is not there"));
    }

    @Test
    void thePreviousLogComesBeforeTheLatest(@TempDir Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("power/b"), dir); // A up at its end
        Files.copy(Fixtures.of("killed/b").resolve("LATEST.LOG"), dir.resolve("PREVIOUS.LOG")); // A down at its end
        assertThat(read(dir).sawDown("rabbit@hosta")).isFalse();
        Files.move(dir.resolve("LATEST.LOG"), dir.resolve("x"));
        Files.move(dir.resolve("PREVIOUS.LOG"), dir.resolve("LATEST.LOG"));
        Files.move(dir.resolve("x"), dir.resolve("PREVIOUS.LOG"));
        assertThat(read(dir).sawDown("rabbit@hosta")).isTrue();
        assertThat(read(dir).notes()).hasSize(1).first().asString().startsWith("PREVIOUS.LOG: is there");
    }

    @Test
    void whatCannotBeReadIsNotGuessed(@TempDir Path dir) throws IOException {
        assertThat(MnesiaPeers.read(dir))
                .isEqualTo(new MnesiaPeers.NotRead("there is neither DECISION_TAB.LOG nor LATEST.LOG"));
        Fixtures.copy(Fixtures.of("clean/b"), dir);
        Files.write(dir.resolve("LATEST.LOG"), new byte[0]);
        assertThat(MnesiaPeers.read(dir))
                .isInstanceOfSatisfying(
                        MnesiaPeers.NotRead.class,
                        notRead -> assertThat(notRead.reason())
                                .isEqualTo("LATEST.LOG: empty; Mnesia would delete it and start without what it knew"));
        Files.delete(dir.resolve("LATEST.LOG"));
        Files.createDirectory(dir.resolve("LATEST.LOG"));
        assertThat(MnesiaPeers.read(dir)).isInstanceOf(MnesiaPeers.NotRead.class);
    }

    @Test
    void aDamagedLogIsReadAsMnesiaWouldAndTold(@TempDir Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("clean/b"), dir);
        byte[] log = Files.readAllBytes(dir.resolve("LATEST.LOG"));
        Arrays.fill(log, 500, 600, (byte) 0);
        Files.write(dir.resolve("LATEST.LOG"), log);
        assertThat(read(dir).sawDown("rabbit@hosta")).isTrue();
        assertThat(read(dir).notes()).hasSize(1);
    }

    private static MnesiaPeers.Read read(Path dir) {
        return (MnesiaPeers.Read) MnesiaPeers.read(dir);
    }
}
