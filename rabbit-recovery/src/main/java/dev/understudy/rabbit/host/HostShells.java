// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import java.util.ArrayList;
import java.util.List;

/** The ways to a host. */
public final class HostShells {
    private static final int CONNECT_SECONDS = 10;

    private HostShells() {}

    /** This host. */
    public static HostShell local() {
        return new ProcessShell("here", List.of("sh", "-c"), false);
    }

    /**
     * A host behind the system's ssh, with the keys and the configuration that it has; it never asks for a password. whatever ssh fails at, and
     * a login that does not let lines be run, is {@link HostOutput.End#UNREACHABLE}. What runs longer than its limit is ended there by
     * {@code timeout}, two seconds later.
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
        return new ProcessShell("ssh " + destination, words, true);
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
        return new ProcessShell(String.join(" ", words), words, false);
    }
}
