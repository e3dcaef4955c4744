// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceivedPacketTest {
    private static final int MSG_TRUNC = 0x20;

    /** 24 bytes of header, 8 of payload, 4 of padding. */
    private static final String PACKET_WITH_OPTION = """
            46 c0 00 20   # version 4, 6 words; 32 bytes
            00 01 00 00
            fe 70 00 00   # TTL 254, protocol 112
            0a 09 00 01   # 10.9.0.1
            e0 00 00 12   # 224.0.0.18
            94 04 00 00   # router alert
            31 33 64 01  00 64 ab cd
            00 00 00 00   # padding of the link
            """;

    private static final String CONTROL = """
            20 00 00 00 00 00 00 00  01 00 00 00 23 00 00 00   # 32 bytes, SOL_SOCKET, SCM_TIMESTAMPNS
            00 f1 53 65 00 00 00 00  15 cd 5b 07 00 00 00 00   # 1700000000 s, 123456789 ns
            14 00 00 00 00 00 00 00  01 00 00 00 28 00 00 00   # 20 bytes, SOL_SOCKET, SO_RXQ_OVFL
            07 00 00 00                                        # 7 dropped
            """;

    private static ReceivedPacket packet(String packet, String control) {
        ByteBuffer bytes = Hex.buffer(packet).order(ByteOrder.BIG_ENDIAN);
        ByteBuffer controlBytes = Hex.buffer(control);
        ReceivedPacket received = new ReceivedPacket(bytes, controlBytes);
        received.accept(bytes.capacity(), controlBytes.capacity(), 0);
        return received;
    }

    @Test
    void payloadIsFoundByHeaderLengthAndTotalLength() {
        ReceivedPacket packet = packet(PACKET_WITH_OPTION, "");

        assertThat(packet.payloadOffset()).isEqualTo(24);
        assertThat(packet.payloadLength()).isEqualTo(8);
        assertThat(packet.ttl()).isEqualTo(254);
        assertThat(packet.source()).isEqualTo(0x0A09_0001L);
        assertThat(packet.destination()).isEqualTo(0xE000_0012L);
    }

    @Test
    void whatTheKernelSaysIsRead() {
        ReceivedPacket packet = packet(PACKET_WITH_OPTION, CONTROL);

        assertThat(packet.stampNanos()).isEqualTo(1_700_000_000_123_456_789L);
        assertThat(packet.dropsBefore()).isEqualTo(7);
    }

    @Test
    void unknownControlMessageIsPassedOver() {
        String unknown = "14 00 00 00 00 00 00 00  01 00 00 00 7f 00 00 00  ff ff ff ff 00 00 00 00 # padded to 24\n";

        assertThat(packet(PACKET_WITH_OPTION, unknown + CONTROL).dropsBefore()).isEqualTo(7);
    }

    @Test
    void sameNumberOfAnotherLevelIsNotTaken() {
        String otherLevel = CONTROL.replace("01 00 00 00 23", "00 00 00 00 23");

        assertThat(packet(PACKET_WITH_OPTION, otherLevel).stampNanos()).isZero();
    }

    @Test
    void nothingIsLeftOverFromThePacketBefore() {
        ReceivedPacket packet = packet(PACKET_WITH_OPTION, CONTROL);
        packet.accept(36, 0, MSG_TRUNC);

        assertThat(packet.stampNanos()).isZero();
        assertThat(packet.dropsBefore()).isZero();
        assertThat(packet.truncated()).isTrue();
        packet.accept(36, 0, 0);
        assertThat(packet.truncated()).isFalse();
    }

    @Test
    void lengthsThatLieNeverReachBeyondWhatWasReceived() {
        ReceivedPacket packet = packet(PACKET_WITH_OPTION, "");
        packet.accept(28, 0, 0); // total length says 32
        assertThat(packet.payloadLength()).isEqualTo(4);

        packet.accept(22, 0, 0); // the header alone has 24
        assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(22);
        assertThat(packet.payloadLength()).isZero();

        packet.accept(3, 0, 0);
        assertThat(packet.payloadLength()).isZero();
    }

    @Test
    void randomBytesThrowNothing() {
        Random random = new Random(1);
        ByteBuffer bytes = ByteBuffer.allocate(64);
        ByteBuffer control = ByteBuffer.wrap(Hex.bytes(CONTROL)).order(ByteOrder.nativeOrder());
        ReceivedPacket packet = new ReceivedPacket(bytes, control);
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(bytes.array());
            control.put(random.nextInt(control.capacity()), (byte) random.nextInt());
            int received = random.nextInt(65);
            packet.accept(received, random.nextInt(control.capacity() + 1), 0);
            assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(received);
        }
    }
}
