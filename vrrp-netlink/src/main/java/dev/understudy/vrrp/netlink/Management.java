// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a runtime to the platform's MBean server, from when its start is over to when it is closed. What the server refuses is logged: a
 * runtime does not depend on being looked at. Names no class of JMX, so that a JVM without it can load this one. Safe for use by several
 * threads.
 */
final class Management implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Management.class);

    private MBeanRegistration registration;
    private boolean closed;

    /** Registers the bean; does nothing once closed. May take a tenth of a second. */
    synchronized void show(VrrpRuntimeMXBean bean) {
        if (closed || registration != null) {
            return;
        }
        try {
            registration = MBeanRegistration.of(bean);
        } catch (Exception | LinkageError e) {
            // LinkageError: a JVM without the module java.management.
            LOG.warn("Not visible by JMX: {}", e.toString());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (registration == null) {
            return;
        }
        try {
            registration.close();
        } catch (Exception e) {
            LOG.warn("Still visible by JMX: {}", e.toString());
        }
        registration = null;
    }
}
