// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a {@link PolledCheck} runs. All but {@link Script} are Understudy's own: keepalived drops a check that
 * uses them. */
public sealed interface Probe {
    /**
     * A command; exit status 0 is success.
     *
     * @param argv the program and its arguments, one or more; no shell is involved
     * @param user who runs it, empty for the runner's own user
     * @param group the group it runs under, empty for the user's
     */
    record Script(List<String> argv, Optional<String> user, Optional<String> group) implements Probe {
        /** Checks that there is a program. */
        public Script {
            argv = List.copyOf(argv);
            if (argv.isEmpty() || argv.get(0).isEmpty()) {
                throw new IllegalArgumentException("a script needs a program");
            }
        }
    }

    /**
     * A TCP connection that is accepted ({@code understudy_tcp "host:port"}).
     *
     * @param host a name or an address, without brackets
     * @param port 1..65535
     */
    record Tcp(String host, int port) implements Probe {
        /** Checks the range of the port. */
        public Tcp {
            if (host.isEmpty() || port < 1 || port > 65535) {
                throw new IllegalArgumentException(
                        "'" + host + "', port " + port + ": expected a host and a port within 1..65535");
            }
        }
    }

    /**
     * An HTTP GET answered with a status of 200..399 ({@code understudy_http "url"}).
     *
     * @param uri an absolute {@code http} or {@code https} URL with a host
     */
    record Http(URI uri) implements Probe {
        /** Checks the scheme and the host. */
        public Http {
            boolean known = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!known || uri.getHost() == null) {
                throw new IllegalArgumentException("'" + uri + "' is not an http or https URL with a host");
            }
        }
    }

    /**
     * A running process ({@code understudy_process "name"}).
     *
     * @param name the program's file name, without its directory
     */
    record Process(String name) implements Probe {
        /** Checks that there is a name. */
        public Process {
            Objects.requireNonNull(name, "name");
            if (name.isBlank() || name.indexOf('/') >= 0) {
                throw new IllegalArgumentException(
                        "'" + name + "' is not the name of a process: expected a file name without '/'");
            }
        }
    }
}
