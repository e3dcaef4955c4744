// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What the reader knows besides the file. Immutable.
 *
 * @param configId what {@code @WORD} lines and {@code $_INSTANCE} are compared with and replaced by: by default the host name up to its
 *     first dot
 * @param environment what {@code ${_ENV NAME}} is replaced by
 * @param source where files come from
 * @param seed the seed of {@code $_RANDOM}
 */
public record ConfOptions(String configId, Map<String, String> environment, ConfSource source, long seed) {
    /** Copies the environment. */
    public ConfOptions {
        Objects.requireNonNull(configId, "configId");
        Objects.requireNonNull(source, "source");
        environment = Map.copyOf(environment);
    }

    /** Returns this host's name, environment and files; the seed comes from the name, so that a re-read gives the same numbers. */
    public static ConfOptions ofThisHost() {
        String id = hostName();
        return new ConfOptions(id, System.getenv(), ConfSource.files(), id.hashCode());
    }

    /** Returns options for texts in memory: config id {@code localhost}, an empty environment. */
    public static ConfOptions ofTexts(Map<Path, String> texts) {
        return new ConfOptions("localhost", Map.of(), ConfSource.texts(texts), 0);
    }

    /** Returns the same options with another config id, as keepalived's {@code -i} sets it. */
    public ConfOptions withConfigId(String value) {
        return new ConfOptions(value, environment, source, seed);
    }

    /** The kernel knows the name without asking a name server, which InetAddress.getLocalHost would do. */
    private static String hostName() {
        String name;
        try {
            name = Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            name = System.getenv().getOrDefault("HOSTNAME", System.getenv().getOrDefault("COMPUTERNAME", "localhost"));
        }
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
