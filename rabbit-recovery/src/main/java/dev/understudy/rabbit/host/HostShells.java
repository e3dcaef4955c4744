// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The ways to a host. */
public final class HostShells {
    private static final int CONNECT_SECONDS = 10;
    /** By which ssh says that it failed itself. */
    private static final int SSH_FAILED = 255;

    private HostShells() {}

    /** This host. */
    public static HostShell local() {
        return new ProcessShell("here", List.of("sh", "-c"), OptionalInt.empty());
    }

    /**
     * A host behind the system's ssh, with the keys and the configuration that it has; it never asks for a password. ssh's own failure is
     * {@link HostOutput.End#UNREACHABLE}, and so is a line that exits with 255.
     *
     * @param destination {@code host}, {@code user@host} or {@code ssh://user@host:port}
     * @throws IllegalArgumentException if it is empty or begins with {@code -}
     */
    public static HostShell ssh(String destination) {
        return ssh(List.of("ssh"), destination);
    }

    /**
     * The same with another client or more options, such as {@code ssh -F FILE}.
     *
     * @throws IllegalArgumentException if there is no client, or the destination is empty or begins with {@code -}
     */
    public static HostShell ssh(List<String> client, String destination) {
        if (client.isEmpty()) {
            throw new IllegalArgumentException("no ssh client");
        }
        if (destination.isBlank() || destination.startsWith("-")) {
            throw new IllegalArgumentException("not a destination of ssh: '" + destination + "'");
        }
        List<String> words = new ArrayList<>(client);
        words.addAll(List.of("-o", "BatchMode=yes", "-o", "ConnectTimeout=" + CONNECT_SECONDS));
        words.addAll(List.of("-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3", "--", destination));
        return new ProcessShell("ssh " + destination, words, OptionalInt.of(SSH_FAILED));
    }

    /**
     * A host behind a command that takes a line of shell as its last word: {@code docker exec NAME sh -c}.
     *
     * @throws IllegalArgumentException if there is no word
     */
    public static HostShell prefix(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no command");
        }
        return new ProcessShell(String.join(" ", words), words, OptionalInt.empty());
    }
}
