// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers of the kernel, and which request each belongs to. */
class AckTest {
    private static final String DONE = """
            24 00 00 00  02 00 00 01  05 00 00 00  7b 00 00 00   # 36 bytes, NLMSG_ERROR, capped, sequence 5
            00 00 00 00                                          # no error
            58 00 00 00  14 00 05 06  05 00 00 00  00 00 00 00   # header of the request
            """;
    private static final String REFUSED = """
            30 00 00 00  02 00 00 03  06 00 00 00  7b 00 00 00   # 48 bytes, NLMSG_ERROR, capped, with attributes
            ef ff ff ff                                          # -17, EEXIST
            58 00 00 00  14 00 05 06  06 00 00 00  00 00 00 00
            0a 00 01 00  74 61 6b 65 6e 00 00 00                 # NLMSGERR_ATTR_MSG "taken", padded
            """;
    private static final String REFUSED_WHOLE = """
            38 00 00 00  02 00 00 02  07 00 00 00  7b 00 00 00   # 56 bytes, not capped, with attributes
            ed ff ff ff                                          # -19, ENODEV
            18 00 00 00  14 00 05 06  07 00 00 00  00 00 00 00   # all of a request of 24 bytes
            02 18 00 00  03 00 00 00
            0a 00 01 00  6e 6f 20 69 66 00 00 00                 # "no if"
            """;

    private final List<String> answers = new ArrayList<>();

    private void answered(int token, int errno, String text) {
        answers.add(token + ":" + errno + text);
    }

    @Test
    void answersAreReadOneByOne() {
        String notice = "14 00 00 00  18 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00\n";
        ByteBuffer in = Hex.buffer(DONE + notice + REFUSED + REFUSED_WHOLE);
        AckReader acks = new AckReader(in);
        acks.reset(in.capacity());
        while (acks.next()) {
            answered(acks.sequence(), acks.errno(), acks.text());
        }

        assertThat(answers).containsExactly("5:0", "6:17taken", "7:19no if");
    }

    @Test
    void mutatedBytesThrowNothing() {
        byte[] good = Hex.bytes(DONE + REFUSED + REFUSED_WHOLE);
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = good.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            AckReader acks = new AckReader(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
            acks.reset(random.nextInt(bytes.length + 1));
            while (acks.next()) {
                assertThat(acks.text()).isNotNull();
            }
        }
    }

    @Test
    void everyRequestIsAnsweredOnce() {
        OutstandingRequests requests = new OutstandingRequests(4);
        int first = requests.add(10);
        int second = requests.add(20);
        int third = requests.add(30);

        requests.answer(second, 0, "", this::answered); // out of order
        assertThat(requests.size()).isEqualTo(3);
        requests.answer(second, 0, "", this::answered); // twice
        requests.answer(first - 1, 0, "", this::answered); // long answered
        requests.answer(third + 1, 0, "", this::answered); // never asked
        requests.answer(first, 17, "", this::answered);
        assertThat(requests.size()).isEqualTo(1);
        assertThat(requests.room()).isEqualTo(3);
        requests.answer(third, 0, "", this::answered);

        assertThat(answers).containsExactly("20:0", "10:17", "30:0");
        assertThat(requests.size()).isZero();
    }

    @Test
    void placesAreUsedAgain() {
        OutstandingRequests requests = new OutstandingRequests(4);
        for (int i = 0; i < 1_000; i++) {
            int sequence = requests.add(i);
            requests.answer(sequence, 0, "", this::answered);
        }

        assertThat(answers).hasSize(1_000).endsWith("999:0");
    }

    @Test
    void failuresReachTheRequestsTheyAreAbout() {
        OutstandingRequests requests = new OutstandingRequests(8);
        int sent = requests.add(1);
        requests.add(2);
        requests.add(3);
        requests.add(4);

        requests.answer(sent + 1, 0, "", this::answered);
        requests.failOldest(3, 105, "", this::answered);
        requests.failNewest(1, 1, "", this::answered);

        assertThat(answers).containsExactly("2:0", "1:105", "3:105", "4:1");
    }
}
