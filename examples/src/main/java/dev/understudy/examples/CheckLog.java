// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.check.CheckListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs restarts, and checks that are themselves in trouble. */
final class CheckLog implements CheckListener {
    private static final Logger LOG = LoggerFactory.getLogger("understudy");

    @Override
    public void onRestart(String name, String detail) {
        LOG.warn("{}: RESTART {}", name, detail);
    }

    @Override
    public void onTrouble(String name, String detail) {
        LOG.warn("{}: {}", name, detail);
    }
}
