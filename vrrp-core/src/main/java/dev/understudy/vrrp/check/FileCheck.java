// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Down while a file holds a number other than 0: what keepalived's {@code track_file} with weight 0 means. A file that is missing or
 * does not begin with a number counts as 0; one that cannot be read is a failure.
 */
public final class FileCheck implements Check {
    private static final int MOST_BYTES = 128;
    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?[0-9]{1,10})");

    private final Path file;

    /** Creates a check of a file, which need not exist. */
    public FileCheck(Path file) {
        this.file = Objects.requireNonNull(file, "file");
    }

    @Override
    public CheckResult attempt(Duration limit) throws IOException {
        if (!Files.exists(file)) {
            return CheckResult.up(file + " does not exist, which counts as 0");
        }
        // Opening a pipe would wait for its other end.
        if (!Files.isRegularFile(file)) {
            return CheckResult.down(file + " is not a regular file");
        }
        Matcher number = NUMBER.matcher(beginning());
        if (!number.lookingAt()) {
            return CheckResult.up(file + " holds no number, which counts as 0");
        }
        long value = Long.parseLong(number.group(1));
        return new CheckResult(value == 0, file + " holds " + value);
    }

    private String beginning() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
