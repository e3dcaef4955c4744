// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.RabbitVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The version of a stopped node: its log tells at every start, its data directory does not (rabbit-recovery 3). */
final class LoggedVersion {
    private static final Pattern LINE = Pattern.compile("Starting RabbitMQ (\\d{1,4}\\.\\d{1,4}\\.\\d{1,4})");
    private static final int MOST_LINES = 2_000_000;

    private LoggedVersion() {}

    static Optional<RabbitVersion> read(NodeDirectory directory) {
        return candidates(directory)
                .map(logs -> logs.resolve(directory.name() + ".log"))
                .filter(Files::isRegularFile)
                .flatMap(log -> last(log).stream())
                .findFirst();
    }

    /** A directory for logs beside the data's base, and where packages put the two. */
    private static Stream<Path> candidates(NodeDirectory directory) {
        Path base = directory.path().toAbsolutePath().normalize().getParent();
        if (base == null || base.getParent() == null) {
            return Stream.empty();
        }
        Stream<Path> beside =
                Stream.of("log", "logs").flatMap(name -> Stream.of(base.resolve(name), base.resolveSibling(name)));
        return base.endsWith(Path.of("lib", "rabbitmq", "mnesia"))
                ? Stream.concat(beside, packaged(base).stream())
                : beside;
    }

    private static List<Path> packaged(Path base) {
        Path var = base.getParent().getParent().getParent();
        return var == null ? List.of() : List.of(var.resolve("log").resolve("rabbitmq"));
    }

    /** Of the last start that the log has. */
    private static Optional<RabbitVersion> last(Path log) {
        Optional<RabbitVersion> version = Optional.empty();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.ISO_8859_1))) {
            String line = lines.readLine();
            for (int i = 0; line != null && i < MOST_LINES; i++) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.find()) {
                    version = Optional.of(RabbitVersion.parse(matcher.group(1)));
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            return version; // a log that cannot be read is no evidence about the data
        }
        return version;
    }
}
