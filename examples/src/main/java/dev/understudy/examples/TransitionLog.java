// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VrrpListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each transition: time and level from the logger, router, from -> to, cause. */
final class TransitionLog implements VrrpListener {
    private static final Logger LOG = LoggerFactory.getLogger("understudy");

    @Override
    public void onTransition(Transition t) {
        boolean fault = t.to() == RouterState.INITIALIZE && t.cause().isFault();
        String line = t.name() + " (" + t.router() + "): " + t.from() + " -> " + t.to() + ", priority " + t.priority()
                + ": " + t.reason();
        if (fault) {
            LOG.warn("{}", line);
        } else {
            LOG.info("{}", line);
        }
    }

    @Override
    public void onNotice(Notice n) {
        if (n.kind().isWarning()) {
            LOG.warn("{}: {} {}", n.router(), n.kind(), n.detail());
        } else {
            LOG.info("{}: {} {}", n.router(), n.kind(), n.detail());
        }
    }
}
