// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged copies of real files: whatever stands in them, reading ends soon, with a result or the documented exception. */
@Timeout(120)
class HostileFilesTest {

    private static final int ROUNDS = 400;

    @Test
    void damagedDirectoriesGiveAResult(@TempDir Path dir) throws IOException {
        int notRead = 0;
        int noted = 0;
        for (String node : List.of("power/a", "forgot/a", "killed/b")) {
            Path copy = Fixtures.copy(Fixtures.of(node), Files.createDirectory(dir.resolve(node.replace('/', '-'))));
            List<Path> files = files(copy);
            for (int seed = 0; seed < ROUNDS; seed++) {
                Random random = new Random(seed);
                Path victim = files.get(random.nextInt(files.size()));
                byte[] sound = Files.readAllBytes(victim);
                Files.write(victim, damage(sound, random));
                MnesiaLogs logs = MnesiaLogs.read(copy);
                List<Object> results = new ArrayList<>();
                results.add(MnesiaPeers.read(logs));
                results.add(MnesiaSchema.read(copy, logs));
                Fixtures.TABLES.forEach(table -> results.add(MnesiaTable.read(copy, table, logs)));
                String text = results.toString(); // prints every term
                notRead += text.contains("NotRead") ? 1 : 0;
                noted += text.contains("torn at") || text.contains("are no item") ? 1 : 0;
                Files.write(victim, sound);
            }
        }
        assertThat(notRead).isBetween(100, 1100);
        assertThat(noted).isBetween(100, 1100);
    }

    @Test
    void damagedTermsAreReadOrRefused() throws IOException {
        int refused = 0;
        int rounds = 5000;
        byte[] sound = Files.readAllBytes(Fixtures.of("killed/b/mnesia-says.etf"));
        for (int seed = 0; seed < rounds; seed++) {
            try {
                assertThat(ExternalTermReader.read(damage(sound, new Random(seed)))
                                .toString())
                        .isNotEmpty();
            } catch (ExternalTermException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(rounds / 10, rounds - 1);
    }

    @Test
    void damagedTextIsReadOrRefused() throws IOException {
        int refused = 0;
        int rounds = 5000;
        byte[] sound = Files.readAllBytes(Fixtures.of("quorum/config"));
        for (int seed = 0; seed < rounds; seed++) {
            String text = new String(damage(sound, new Random(seed)), StandardCharsets.ISO_8859_1);
            try {
                assertThat(TermReader.readAll(text).toString()).isNotEmpty();
            } catch (TermSyntaxException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(rounds / 10, rounds - 1);
    }

    /** Every eight bytes the beginning of an item that claims all the rest, and is no term after a long look. */
    @Test
    void aLogMadeToBeReadForEverIsGivenUp() {
        byte[] bytes = new byte[4 << 20];
        java.nio.ByteBuffer out = java.nio.ByteBuffer.wrap(bytes);
        out.putInt(0x01020304).putInt(0x63584d0b);
        while (out.remaining() >= 64) {
            out.putInt(60000).putInt(0x62574c41).put((byte) 131).put((byte) 109).putInt(59000);
        }
        long start = System.nanoTime();
        DiskLog log = DiskLog.read("L", bytes);
        assertThat(log.notes()).last().asString().contains("given up");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private static List<Path> files(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> !f.toString().endsWith(".etf")).sorted().toList();
        }
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] bytes =
                random.nextInt(3) == 0 ? java.util.Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
        if (bytes.length == 0) {
            return bytes;
        }
        int strokes = random.nextInt(8);
        for (int i = 0; i < strokes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> java.util.Arrays.fill(bytes, at, Math.min(bytes.length, at + random.nextInt(200)), (byte) 0);
                default -> {
                    int from = random.nextInt(bytes.length);
                    int n = Math.min(random.nextInt(100), bytes.length - Math.max(from, at));
                    System.arraycopy(bytes, from, bytes, at, n);
                }
            }
        }
        return bytes;
    }
}
