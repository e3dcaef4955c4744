// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DiskLogTest {

    @Test
    void tellsAClosedLogFromOneWhoseOwnerWasKilled() throws IOException {
        DiskLog closed = DiskLog.read(Fixtures.of("clean/a/LATEST.LOG"));
        assertThat(closed.state()).isEqualTo(DiskLog.State.CLOSED);
        assertThat(closed.notes()).isEmpty();
        assertThat(closed.items().get(0).isRecord("log_header", 6)).isTrue();
        assertThat(closed.items().get(0).toString())
                .startsWith("{log_header,trans_log,\"4.3\",\"4.21.3\",rabbit@hosta,{1795,");

        DiskLog killed = DiskLog.read(Fixtures.of("power/a/LATEST.LOG"));
        assertThat(killed.state()).isEqualTo(DiskLog.State.OPENED);
        assertThat(killed.notes()).isEmpty();
    }

    @Test
    void aTornTailYieldsTheCompleteItems() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.of("power/a/LATEST.LOG"));
        DiskLog whole = DiskLog.read("L", bytes);
        for (int cut : new int[] {1, 7, 8, 20, 100}) {
            DiskLog torn = DiskLog.read("L", Arrays.copyOf(bytes, bytes.length - cut));
            assertThat(whole.items()).startsWith(torn.items().toArray(Term[]::new));
            assertThat(torn.items()).hasSizeLessThan(whole.items().size());
            assertThat(torn.notes()).singleElement().asString().startsWith("L: torn at byte ");
        }
    }

    @Test
    void garbageInTheMiddleIsSkippedAndTold() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.of("power/a/LATEST.LOG"));
        int second = 16 + ByteBuffer.wrap(bytes).getInt(8);
        bytes[second + 5] ^= 1; // its magic
        DiskLog log = DiskLog.read("L", bytes);
        assertThat(log.items())
                .hasSize(DiskLog.read(Fixtures.of("power/a/LATEST.LOG")).items().size() - 1);
        assertThat(log.notes()).singleElement().asString().contains("from byte " + second + " are no item");
    }

    @Test
    void anItemThatIsNoTermIsSkippedAndTold() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.of("power/a/LATEST.LOG"));
        int second = 16 + ByteBuffer.wrap(bytes).getInt(8);
        bytes[second + 9] = (byte) 200; // the term's first tag
        DiskLog log = DiskLog.read("L", bytes);
        assertThat(log.items())
                .hasSize(DiskLog.read(Fixtures.of("power/a/LATEST.LOG")).items().size() - 1);
        assertThat(log.notes()).singleElement().asString().contains("the unknown tag 200");
    }

    @Test
    void aLongItemCarriesADigestOfItsLength() throws NoSuchAlgorithmException {
        int size = 70_000;
        byte[] length = ByteBuffer.allocate(4).putInt(size).array();
        ByteBuffer file = ByteBuffer.allocate(8 + 8 + 16 + size + 8 + 2);
        file.putInt(0x01020304).putInt(0x63584d0b);
        file.put(length).putInt(0x62574c41).put(MessageDigest.getInstance("MD5").digest(length));
        file.put((byte) 131).put((byte) 109).putInt(size - 6).position(file.position() + size - 6);
        file.putInt(2).putInt(0x62574c41).put((byte) 131).put((byte) 106);
        DiskLog log = DiskLog.read("L", file.array());
        assertThat(log.notes()).isEmpty();
        assertThat(log.items()).hasSize(2).endsWith(Term.NIL);

        file.array()[20] ^= 1; // the digest
        DiskLog bad = DiskLog.read("L", file.array());
        assertThat(bad.items()).containsExactly(Term.NIL);
        assertThat(bad.notes()).hasSize(1);
    }

    @Test
    void whatIsNoLogIsSaidToBeNone() {
        assertThat(DiskLog.read("L", new byte[0]).state()).isEqualTo(DiskLog.State.NOT_A_LOG);
        assertThat(DiskLog.read("L", new byte[0]).notes()).singleElement().hasToString("L: empty");
        assertThat(DiskLog.read("L", new byte[500]).state()).isEqualTo(DiskLog.State.NOT_A_LOG);
        assertThat(DiskLog.read("L", new byte[] {1, 2, 3, 4, 0, 0, 0, 0}).notes())
                .singleElement()
                .hasToString("L: not a disk_log file (status 0)");
    }
}
