// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tracked file says. */
class FileCheckTest {
    @TempDir
    private Path directory;

    private CheckResult check(Path file) throws IOException {
        return new FileCheck(file).attempt(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "0,true",
        "' 0\n',true",
        "1,false",
        "-3,false",
        "+2 x,false",
        "00,true",
        "'',true",
        "up,true",
        "9999999999,false"
    })
    void zeroIsHealthy(String content, boolean healthy) throws IOException {
        Path file = Files.writeString(directory.resolve("track"), content);
        assertThat(check(file).healthy()).isEqualTo(healthy);
    }

    @Test
    void missingFileCountsAsZero() throws IOException {
        assertThat(check(directory.resolve("missing")).healthy()).isTrue();
    }

    @Test
    void directoryIsAFailure() throws IOException {
        assertThat(check(directory).detail()).endsWith("is not a regular file");
    }
}
