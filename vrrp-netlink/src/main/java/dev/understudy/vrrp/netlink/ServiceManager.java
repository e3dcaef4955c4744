// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.NativeAccess;
import dev.understudy.vrrp.netlink.linux.UnixDatagram;
import java.io.IOException;

/** Tells systemd how the service is doing (sd_notify(3)), for programs that are run as one. */
public final class ServiceManager {
    private ServiceManager() {}

    /** The service is up: a unit of {@code Type=notify} counts as started. */
    public static final String READY = "READY=1";

    /** The service is going down. */
    public static final String STOPPING = "STOPPING=1";

    /**
     * Sends a state to the service manager.
     *
     * @param state one or more lines, as sd_notify(3) has them
     * @return false if no service manager has asked ({@code NOTIFY_SOCKET} is not set)
     * @throws IOException if it cannot be told; the message has the errno
     */
    public static boolean tell(String state) throws IOException {
        String socket = System.getenv("NOTIFY_SOCKET");
        if (socket == null || socket.isEmpty()) {
            return false;
        }
        NativeAccess.load();
        try {
            UnixDatagram.send(socket, state);
        } catch (KernelException e) {
            throw new IOException("NOTIFY_SOCKET: " + e.getMessage(), e);
        }
        return true;
    }
}
