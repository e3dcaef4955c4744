// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MnesiaSchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"clean/b", "power/a", "forgot/a"})
    void agreesWithARealMnesia(String node) {
        MnesiaSchema.Read read = read(Fixtures.of(node));
        Map<String, List<List<String>>> said =
                Fixtures.mnesiaSays(node).get("tables").orElseThrow().asList().orElseThrow().stream()
                        .collect(Collectors.toMap(
                                t -> t.element(1).flatMap(Term::asAtom).orElseThrow(),
                                t -> List.of(names(t, 2), names(t, 3))));
        assertThat(read.tables().stream()
                        .collect(Collectors.toMap(
                                MnesiaSchema.Table::name, t -> List.of(t.discCopies(), t.ramCopies()))))
                .isEqualTo(said);
        assertThat(read.notes()).isEmpty();
    }

    private static List<String> names(Term table, int field) {
        return table.element(field).flatMap(Term::asList).orElseThrow().stream()
                .map(n -> n.asAtom().orElseThrow())
                .toList();
    }

    @Test
    void anOfflineForgetShowsHereAlone() {
        assertThat(read(Fixtures.of("power/a")).discMembers()).containsExactly("rabbit@hosta", "rabbit@hostb");
        assertThat(read(Fixtures.of("forgot/a")).discMembers()).containsExactly("rabbit@hosta");
        assertThat(read(Fixtures.of("forgot/a"))
                        .table("rabbit_durable_queue")
                        .orElseThrow()
                        .discCopies())
                .containsExactly("rabbit@hosta");
    }

    /** As a crash in the middle of a change would leave it: marked as open, the free lists at its end gone. */
    @Test
    void aSchemaThatWasNotClosedIsScanned(@TempDir Path dir) throws IOException {
        Path file = opened(dir);
        MnesiaSchema.Read read = read(dir);
        assertThat(read.tables()).hasSameElementsAs(read(Fixtures.of("power/a")).tables());
        assertThat(read.notes()).singleElement().asString().startsWith("schema.DAT: was not closed properly");

        byte[] bytes = Files.readAllBytes(file);
        bytes[35]++; // one object more than there is
        Files.write(file, bytes);
        assertThat(MnesiaSchema.read(dir))
                .isEqualTo(new MnesiaSchema.NotRead(
                        "schema.DAT, which was not closed properly, has 32 objects where" + " its header says 33"));
    }

    private static Path opened(Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("power/a"), dir);
        Path file = dir.resolve("schema.DAT");
        byte[] bytes = Files.readAllBytes(file);
        int freeLists = ByteBuffer.wrap(bytes).getInt(0);
        bytes[11] = 0;
        Files.write(file, bytes);
        Fixtures.cut(file, freeLists);
        return file;
    }

    /** In A's log B's copies of the tables stand as changes of the schema; one from before them is brought up by them. */
    @Test
    void changesInTheLogAreCountedInAndTold(@TempDir Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("clean/a"), dir);
        Files.copy(Fixtures.of("forgot/a").resolve("schema.DAT"), dir.resolve("schema.DAT")); // knows A alone
        MnesiaSchema.Table queues = read(dir).table("rabbit_durable_queue").orElseThrow();
        assertThat(queues.discCopies()).containsExactly("rabbit@hosta", "rabbit@hostb");
        assertThat(read(dir).discMembers()).containsExactly("rabbit@hosta"); // the join itself went past the log
        assertThat(read(dir).notes())
                .containsExactly(
                        new Note("schema.DAT", "a change of the schema stands in LATEST.LOG only; it is counted in"));
    }

    @Test
    void whatCannotBeReadIsNotGuessed(@TempDir Path dir) throws IOException {
        assertThat(MnesiaSchema.read(dir)).isEqualTo(new MnesiaSchema.NotRead("schema.DAT is not there"));
        Fixtures.copy(Fixtures.of("forgot/a"), dir);
        Path file = dir.resolve("schema.DAT");
        byte[] bytes = Files.readAllBytes(file);
        bytes[24] ^= 1; // the number of slots
        Files.write(file, bytes);
        assertThat(MnesiaSchema.read(dir))
                .isEqualTo(new MnesiaSchema.NotRead("schema.DAT has a header that does not match its digest"));
        Files.write(file, new byte[0]);
        assertThat(MnesiaSchema.read(dir)).isEqualTo(new MnesiaSchema.NotRead("schema.DAT is empty"));
        Files.write(file, new byte[4000]);
        assertThat(MnesiaSchema.read(dir)).isEqualTo(new MnesiaSchema.NotRead("schema.DAT is no dets file"));
    }

    private static MnesiaSchema.Read read(Path dir) {
        return (MnesiaSchema.Read) MnesiaSchema.read(dir);
    }
}
