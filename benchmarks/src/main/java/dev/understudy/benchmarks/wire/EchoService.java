// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.lab.LabHost;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A UDP echo in a host, on every address that the host has or will have, so that no start of a service is in the figure. */
final class EchoService implements AutoCloseable {
    static final int PORT = 7;

    private final DatagramChannel channel;
    private final Thread thread = new Thread(this::serve, "echo");

    private EchoService(DatagramChannel channel) {
        this.channel = channel;
        thread.setDaemon(true);
        thread.start();
    }

    static EchoService open(LabHost host) {
        return new EchoService(NetworkOf.process(
                host.initPid(),
                () -> DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(PORT))));
    }

    private void serve() {
        ByteBuffer packet = ByteBuffer.allocateDirect(64);
        while (channel.isOpen()) {
            try {
                packet.clear();
                SocketAddress from = channel.receive(packet);
                packet.flip();
                channel.send(packet, from);
            } catch (IOException closedOrUnreachable) {
                // the client hears nothing, which is what is measured
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
