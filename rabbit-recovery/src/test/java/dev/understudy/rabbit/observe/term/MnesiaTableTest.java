// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MnesiaTableTest {

    static Stream<Arguments> tables() {
        return Fixtures.NODES.stream()
                .flatMap(node -> Fixtures.TABLES.stream().map(table -> Arguments.of(node, table)));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void agreesWithARealMnesia(String node, String table) {
        MnesiaTable.Read read = read(Fixtures.of(node), table);
        assertThat(read.rows()).containsExactlyInAnyOrderElementsOf(Fixtures.rows(node, table));
        assertThat(read.notes()).isEmpty();
        assertThat(read.undecided()).isZero();
    }

    /** Shortly before the power loss ca2.q, cb2.q and the user bob were made; none of them is in the tables' own files. */
    @Test
    void whatIsRecentStandsInTheLogsOnly(@TempDir Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("power/b"), dir);
        assertThat(names(read(dir, "rabbit_durable_queue")))
                .contains("ca2.q", "cb2.q")
                .doesNotContain("gone.q");
        assertThat(read(dir, "rabbit_user").row(new Term.Binary("bob".getBytes(StandardCharsets.UTF_8))))
                .isPresent();
        Files.delete(dir.resolve("LATEST.LOG"));
        assertThat(names(read(dir, "rabbit_durable_queue"))).contains("m.q").doesNotContain("ca2.q", "cb2.q");
        assertThat(read(dir, "rabbit_user").row(new Term.Binary("bob".getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(read(dir, "rabbit_user").fromLog()).isZero();
    }

    /** The last that B wrote is how gone.q was deleted; without the decision behind it, only A can tell whether it was. */
    @Test
    void aTransactionWithoutDecisionIsNotCounted(@TempDir Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("power/b"), dir);
        Path log = dir.resolve("LATEST.LOG");
        Fixtures.cut(log, endOfItem(log, lastIndexOf(Files.readAllBytes(log), "gone.q")));
        MnesiaTable.Read read = read(dir, "rabbit_durable_queue");
        assertThat(read.undecided()).isEqualTo(1);
        assertThat(names(read)).contains("gone.q");
    }

    /** Transactions that every node can take part in without asking are committed by being there: Mnesia presumes it. */
    @Test
    void aPresumedCommitNeedsNoDecision(@TempDir Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("power/b"), dir);
        Path log = dir.resolve("LATEST.LOG");
        Fixtures.cut(log, endOfItem(log, lastIndexOf(Files.readAllBytes(log), "bob")));
        MnesiaTable.Read read = read(dir, "rabbit_user");
        assertThat(read.undecided()).isZero();
        assertThat(read.row(new Term.Binary("bob".getBytes(StandardCharsets.UTF_8))))
                .isPresent();
    }

    @Test
    void withoutSoundLogsTheRowsAreSaidToBeIncomplete(@TempDir Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("power/b"), dir);
        Files.write(dir.resolve("LATEST.LOG"), new byte[100]);
        assertThat(read(dir, "rabbit_user").notes())
                .singleElement()
                .asString()
                .startsWith("LATEST.LOG: what stood in the logs only is missing");
    }

    @Test
    void whatCannotBeReadIsNotGuessed(@TempDir Path dir) throws IOException {
        Fixtures.copy(Fixtures.of("clean/a"), dir);
        assertThat(MnesiaTable.read(dir, "no_such")).isEqualTo(new MnesiaTable.NotRead("no_such.DCD is not there"));
        assertThat(MnesiaTable.read(dir, "../x")).isInstanceOf(MnesiaTable.NotRead.class);
        Files.write(dir.resolve("rabbit_user.DCD"), new byte[227]);
        assertThat(MnesiaTable.read(dir, "rabbit_user")).isInstanceOf(MnesiaTable.NotRead.class);
    }

    @Test
    void operationsOfTheChangesFileAreApplied() throws IOException {
        // clean/a has its exchanges in the .DCL; without it only those of the log are left
        assertThat(read(Fixtures.of("clean/a"), "rabbit_durable_exchange").rows())
                .hasSize(14);
        assertThat(read(Fixtures.of("clean/a"), "rabbit_durable_exchange").fromLog())
                .isEqualTo(7);
    }

    static Set<String> names(MnesiaTable.Read read) {
        return Set.copyOf(read.rows().stream()
                .map(row -> row.element(2)
                        .orElseThrow()
                        .element(4)
                        .flatMap(Term::asText)
                        .orElseThrow())
                .toList());
    }

    private static MnesiaTable.Read read(Path dir, String table) {
        return (MnesiaTable.Read) MnesiaTable.read(dir, table);
    }

    private static int lastIndexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(text);
    }

    /** Where the item that covers this offset ends. */
    private static long endOfItem(Path log, int offset) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(log));
        int pos = 8;
        while (pos <= offset) {
            pos += 8 + in.getInt(pos);
        }
        return pos;
    }
}
