// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was opened so far, and closes it, the last one first, unless all of it was. */
final class Opening implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final ArrayDeque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T keep(T resource) {
        opened.push(resource);
        return resource;
    }

    /** From now on somebody else closes it all. */
    void succeeded() {
        opened.clear();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable resource = opened.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("Closing {}", resource, e);
            }
        }
    }
}
