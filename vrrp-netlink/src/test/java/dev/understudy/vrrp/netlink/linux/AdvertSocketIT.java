// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static dev.understudy.vrrp.netlink.linux.AdvertSocket.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two hosts on a cable, and the packets between them as the kernel carries them. */
class AdvertSocketIT {
    private static final long OWN = 0x0A09_0001L;
    private static final long RECEIVERS_OWN = 0x0A09_0002L;
    private static final long FIRST_SOURCE = 0x0A09_000AL;
    private static final ByteBuffer ADVERT =
            ByteBuffer.wrap(new byte[] {0x31, 51, 100, 1, 0, 100, 1, 2, 10, 9, 0, 100});

    private static NetworkNamespace sendingHost;
    private static NetworkNamespace receivingHost;
    private AdvertSocket sender;
    private AdvertSocket receiver;

    @BeforeAll
    static void connect() throws Exception {
        sendingHost = NetworkNamespace.create();
        receivingHost = NetworkNamespace.create();
        NetworkNamespace.connect(sendingHost, "10.9.0.1/24", receivingHost, "10.9.0.2/24", "v0");
        NetworkNamespace.connect(sendingHost, "10.8.0.1/24", receivingHost, "10.8.0.2/24", "v1");
    }

    @BeforeEach
    void open() throws Exception {
        sender = open(sendingHost, "v0", 1);
        receiver = open(receivingHost, "v0", 1);
    }

    @AfterEach
    void close() {
        sender.close();
        receiver.close();
    }

    @AfterAll
    static void disconnect() throws IOException {
        if (receivingHost != null) {
            sendingHost.close();
            receivingHost.close();
        }
    }

    private static AdvertSocket open(NetworkNamespace host, String device, int routers) throws Exception {
        int index = host.link(device).index();
        return host.call(() -> AdvertSocket.open(device, index, routers));
    }

    private static int awaitReadable(int fd) throws KernelException {
        try (Epoll epoll = new Epoll(1)) {
            epoll.add(fd, 0);
            return epoll.await(5_000);
        }
    }

    @Test
    void packetArrivesAsProtocolDemands() throws Exception {
        try (KernelClock clock = new KernelClock()) {
            long before = clock.realtimeNanos();
            assertThat(sender.send(ADVERT, FIRST_SOURCE, GROUP)).isZero();
            assertThat(awaitReadable(receiver.fd())).isEqualTo(1);

            assertThat(receiver.receive()).isEqualTo(1);
            ReceivedPacket packet = receiver.packet(0);
            assertThat(packet.ttl()).isEqualTo(255); // T5
            assertThat(packet.source()).isEqualTo(FIRST_SOURCE);
            assertThat(packet.destination()).isEqualTo(GROUP); // T3
            assertThat(packet.buffer().get(1)).isEqualTo((byte) 0xC0); // class of network control
            assertThat(packet.buffer().getShort(4)).as("identification").isNotZero();
            assertThat(packet.buffer().getShort(6)).as("flags: no DF").isZero();
            assertThat(packet.buffer().get(9)).isEqualTo((byte) 112); // T6
            assertThat(headerSum(packet)).as("header checksum").isEqualTo(0xFFFF);
            assertThat(packet.payloadOffset()).isEqualTo(20);
            assertThat(packet.payloadLength()).isEqualTo(ADVERT.remaining());
            assertThat(packet.buffer().slice(20, ADVERT.remaining())).isEqualTo(ADVERT);
            assertThat(packet.stampNanos()).isBetween(before, clock.realtimeNanos());
            assertThat(packet.truncated()).isFalse();
            assertThat(packet.dropsBefore()).isZero();
            assertThat(receiver.ifIndex()).isEqualTo(receivingHost.link("v0").index());
        }
    }

    private static int headerSum(ReceivedPacket packet) {
        int sum = 0;
        for (int i = 0; i < 20; i += 2) {
            sum += packet.buffer().getShort(i) & 0xFFFF;
        }
        return (sum & 0xFFFF) + (sum >>> 16);
    }

    @Test
    void ownPacketsAreNotLooped() throws Exception {
        assertThat(sender.send(ADVERT, OWN, GROUP)).isZero();
        assertThat(awaitReadable(receiver.fd())).isEqualTo(1);

        assertThat(sender.receive()).isZero();
    }

    @Test
    void otherInterfacesAreNotHeard() throws Exception {
        try (AdvertSocket senderOfOther = open(sendingHost, "v1", 1);
                AdvertSocket receiverOfOther = open(receivingHost, "v1", 1)) {
            assertThat(senderOfOther.send(ADVERT, OWN, GROUP)).isZero();
            assertThat(awaitReadable(receiverOfOther.fd())).isEqualTo(1);

            assertThat(receiver.receive()).isZero();
            assertThat(receiverOfOther.receive()).isEqualTo(1);
        }
    }

    @Test
    void otherGroupsOfTheHostAreNotHeard() throws Exception {
        long allHosts = 0xE000_0001L; // every host is a member of 224.0.0.1, this socket is not
        assertThat(sender.send(ADVERT, OWN, allHosts)).isZero();
        assertThat(sender.send(ADVERT, OWN, GROUP)).isZero();
        assertThat(awaitReadable(receiver.fd())).isEqualTo(1);

        assertThat(receiver.receive()).isEqualTo(1);
        assertThat(receiver.packet(0).destination()).isEqualTo(GROUP);
    }

    @Test
    void queueIsTakenInBatchesInOrder() throws Exception {
        for (int i = 0; i < AdvertSocket.BATCH + 8; i++) {
            assertThat(sender.send(ADVERT, FIRST_SOURCE + i, GROUP)).isZero();
        }
        assertThat(awaitReadable(receiver.fd())).isEqualTo(1);

        assertThat(receiver.receive()).isEqualTo(AdvertSocket.BATCH);
        assertThat(receiver.packet(31).source()).isEqualTo(FIRST_SOURCE + 31);
        assertThat(receiver.receive()).isEqualTo(8);
        assertThat(receiver.packet(7).source()).isEqualTo(FIRST_SOURCE + 39);
        assertThat(receiver.receive()).isZero();
    }

    /**
     * F5: a flood that ends before the queue is read shows in no packet of the queue, only in the socket's own count.
     */
    @Test
    void overflowIsCountedThoughNoQueuedPacketTells() throws Exception {
        int sent = 3_000;
        for (int i = 0; i < sent; i++) {
            assertThat(sender.send(ADVERT, OWN, GROUP)).isZero();
        }
        long drops = receiver.drops();
        assertThat(drops).isPositive();

        int received = 0;
        int count;
        do {
            count = receiver.receive();
            for (int i = 0; i < count; i++) {
                assertThat(receiver.packet(i).dropsBefore()).isZero();
            }
            received += count;
        } while (count > 0);
        assertThat(received + drops).isEqualTo(sent);

        assertThat(sender.send(ADVERT, OWN, GROUP)).isZero();
        assertThat(awaitReadable(receiver.fd())).isEqualTo(1);
        assertThat(receiver.receive()).isEqualTo(1);
        assertThat(receiver.packet(0).dropsBefore()).isEqualTo(drops);
        assertThat(receiver.drops()).isEqualTo(drops);
    }

    /** F5: 255 routers that were frozen for 8 intervals find every advert of their Actives. */
    @Test
    void bufferHoldsWhatItsRoutersMissWhileFrozen() throws Exception {
        try (AdvertSocket roomy = open(receivingHost, "v0", 255)) {
            assertThat(roomy.receiveBufferBytes()).isGreaterThanOrEqualTo(255 * 16 * 832);
            for (int i = 0; i < 255 * 8; i++) {
                assertThat(sender.send(ADVERT, OWN, GROUP)).isZero();
            }
            assertThat(roomy.drops()).isZero();
        }
    }

    /** F8, R15: the kernel takes an own source address from the wire for a forgery, and no socket hears of it. */
    @Test
    void packetWithTheReceiversOwnSourceNeverArrives() throws Exception {
        assertThat(sender.send(ADVERT, RECEIVERS_OWN, GROUP)).isZero();
        assertThat(sender.send(ADVERT, OWN, GROUP)).isZero();
        assertThat(awaitReadable(receiver.fd())).isEqualTo(1);

        assertThat(receiver.receive()).isEqualTo(1);
        assertThat(receiver.packet(0).source()).isEqualTo(OWN);
    }

    @Test
    void packetLongerThanTheLinkAllowsIsRefused() {
        assertThat(sender.send(ByteBuffer.allocate(1_500), OWN, GROUP)).isEqualTo(Errno.EMSGSIZE);
        assertThat(sender.send(ByteBuffer.allocate(60_000), OWN, GROUP)).isEqualTo(Errno.EMSGSIZE);
    }

    /** F9: nothing but the link monitor tells a receiver that its interface is gone. */
    @Test
    void sendingFailsWhenTheLinkIsDownOrGoneAndReceivingStaysSilent() throws Exception {
        NetworkNamespace.connect(sendingHost, "10.7.0.1/24", receivingHost, "10.7.0.2/24", "v2");
        try (AdvertSocket socket = open(sendingHost, "v2", 1)) {
            receivingHost.ip("link", "set", "v2", "down");
            await().until(() -> !sendingHost.link("v2").isRunning());
            assertThat(socket.send(ADVERT, OWN, GROUP)).as("without carrier").isZero();

            sendingHost.ip("link", "set", "v2", "down");
            assertThat(socket.send(ADVERT, OWN, GROUP)).as("down").isEqualTo(Errno.ENETUNREACH);
            assertThat(socket.receive()).isZero();

            sendingHost.ip("link", "del", "v2");
            assertThat(socket.send(ADVERT, OWN, GROUP)).as("gone").isEqualTo(Errno.ENODEV);
            assertThat(socket.receive()).isZero();
        }
    }

    @Test
    void refusesAnInterfaceThatIsNotThere() {
        assertThatThrownBy(() -> sendingHost.call(() -> AdvertSocket.open("nope0", 99, 1)))
                .isInstanceOf(KernelException.class)
                .hasMessage("setsockopt(SO_BINDTODEVICE, nope0): ENODEV (19): No such device");
    }

    @Test
    void answersBadDescriptorOnceClosed() {
        sender.close();

        assertThat(sender.send(ADVERT, OWN, GROUP)).isEqualTo(Errno.EBADF);
        assertThat(sender.receive()).isEqualTo(-Errno.EBADF);
        assertThat(sender.drops()).isEqualTo(-Errno.EBADF);
        sender.close();
    }
}
