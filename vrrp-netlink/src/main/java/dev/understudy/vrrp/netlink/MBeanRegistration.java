// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A place on the platform's MBean server. Nothing else touches that server: it is loaded with the first registration. */
final class MBeanRegistration implements AutoCloseable {
    /** More runtimes in one JVM than anybody looks at. */
    private static final int MOST_IDS = 1024;

    private final MBeanServer server;
    private final ObjectName name;

    private MBeanRegistration(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
    }

    /** Registers under the lowest id that is free. Ids are not counted here: another class loader may have runtimes, too. */
    static MBeanRegistration of(VrrpRuntimeMXBean bean) throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (int id = 1; ; id++) {
            ObjectName name = new ObjectName("dev.understudy:type=VrrpRuntime,id=" + id);
            try {
                server.registerMBean(bean, name);
                return new MBeanRegistration(server, name);
            } catch (InstanceAlreadyExistsException e) {
                if (id == MOST_IDS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() throws JMException {
        server.unregisterMBean(name);
    }
}
