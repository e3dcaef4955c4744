// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a runtime to the platform's MBean server, from when it is opened to when it is closed. The server is touched by nothing else: a
 * runtime that is not shown does not load it. What the server refuses is logged; a runtime does not depend on being looked at.
 */
final class Management implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Management.class);
    /** More runtimes in one JVM than anybody looks at. */
    private static final int MOST_IDS = 1024;

    private ObjectName name;
    private boolean closed;

    /** Registers the bean under the lowest id that is free; does nothing once closed. May take a tenth of a second. */
    synchronized void show(VrrpRuntimeMXBean bean) {
        if (closed || name != null) {
            return;
        }
        try {
            name = register(ManagementFactory.getPlatformMBeanServer(), bean);
            LOG.debug("Registered as {}", name);
        } catch (JMException | RuntimeException | LinkageError e) {
            // LinkageError: a JVM without the module java.management.
            LOG.warn("Not visible by JMX: {}", e.toString());
        }
    }

    private static ObjectName register(MBeanServer server, VrrpRuntimeMXBean bean) throws JMException {
        for (int id = 1; ; id++) {
            ObjectName free = new ObjectName("dev.understudy:type=VrrpRuntime,id=" + id);
            try {
                return server.registerMBean(bean, free).getObjectName();
            } catch (InstanceAlreadyExistsException e) {
                // Another runtime's, perhaps another class loader's: that is why ids are not counted here.
                if (id == MOST_IDS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (name == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException | RuntimeException e) {
            LOG.warn("{} could not be unregistered: {}", name, e.toString());
        }
        name = null;
    }
}
