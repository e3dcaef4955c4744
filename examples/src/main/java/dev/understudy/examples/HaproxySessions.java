// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VrrpListener;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the sessions of this host's HAProxy when the address leaves it. A client that was connected goes on with the other host as soon as
 * it sends something, but until then the old connection is a zombie: the broker still delivers to it, and what a consumer acknowledges
 * automatically is lost; an exclusive queue stays locked. A runner that is killed cannot close them: the next one does, when it starts.
 */
final class HaproxySessions implements VrrpListener {
    private static final Logger LOG = LoggerFactory.getLogger("understudy");

    private final HaproxySocket haproxy;

    HaproxySessions(HaproxySocket haproxy) {
        this.haproxy = haproxy;
    }

    // README: begin
    @Override
    public void onTransition(Transition transition) {
        // The address leaves; or a runner starts on a host that may have lost it without one, after a kill -9.
        if (transition.from() == RouterState.ACTIVE || transition.to() == RouterState.BACKUP) {
            try {
                for (String server : servers()) {
                    haproxy.ask("shutdown sessions server " + server);
                }
                LOG.info("{}: closed the sessions of HAProxy", transition.name());
            } catch (IOException e) {
                LOG.warn("{}: HAProxy's sessions could not be closed: {}", transition.name(), e.getMessage());
            }
        }
    }
    // README: end

    /** CSV, servers only: proxy, server, ...; the first line names the columns. */
    private List<String> servers() throws IOException {
        return haproxy.ask("show stat -1 4 -1")
                .lines()
                .skip(1)
                .map(line -> line.split(",", 3))
                .map(columns -> columns[0] + "/" + columns[1])
                .toList();
    }
}
