// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Opens a TCP connection within a time limit. An interrupt closes it, which ends every call on it at once: hence the channel. */
final class Connection {
    private final String host;
    private final int port;

    Connection(String host, int port) {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "'" + host + "', port " + port + ": expected a host and a port within 1..65535");
        }
        this.host = host;
        this.port = port;
    }

    /** Tries every address of the name, each for its share of what is left of the time. The caller closes the socket. */
    Socket open(Deadline deadline) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        IOException last = null;
        for (int i = 0; i < addresses.length; i++) {
            try {
                return open(addresses[i], deadline.leftMillis() / (addresses.length - i));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last == null ? new IOException(host + " has no address") : last;
    }

    private Socket open(InetAddress address, int millis) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            // 0 would mean for ever.
            channel.socket().connect(new InetSocketAddress(address, port), Math.max(1, millis));
            return channel.socket();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Returns host and port as they are written in a log. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }

    /** A moment by which something must be done. */
    static final class Deadline {
        private final long nanos;

        Deadline(Duration limit) {
            nanos = System.nanoTime() + limit.toNanos();
        }

        /** Returns what is left, 1 ms or more. */
        int leftMillis() throws SocketTimeoutException {
            long left = (nanos - System.nanoTime()) / 1_000_000;
            if (left < 1) {
                throw new SocketTimeoutException("timed out");
            }
            return (int) Math.min(left, Integer.MAX_VALUE);
        }
    }
}
