// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SightingTest {
    private static final String ADVERT = "01005e000012 020000000002 0800"
            + "45c00020 00010000 ff700000 0aab301d e0000012"
            + "31a76401 00320000 0aab301e";
    /** With a router alert: the header has 24 bytes. */
    private static final String ADVERT_WITH_OPTION = "01005e000012 020000000002 0800"
            + "46c00024 00010000 ff700000 0aab301d e0000012 94040000"
            + "31330001 00320000 0aab301e";

    private static final String ARP =
            "ffffffffffff 020000000001 0806" + "0001 0800 0604 0001 020000000001 0aab301e" + "000000000000 ";

    @Test
    void anAdvertIsReadPastTheHeaderOfAnyLength() {
        assertThat(read(ADVERT)).isEqualTo(new Sighting(true, 7, 3, 0x020000000002L, 0xa7, 100, 0));
        assertThat(read(ADVERT_WITH_OPTION)).isEqualTo(new Sighting(true, 7, 3, 0x020000000002L, 0x33, 0, 0));
        assertThat(read(ADVERT).router()).isEqualTo(3 << 8 | 0xa7);
    }

    @Test
    void onlyGratuitousArpIsKept() {
        assertThat(read(ARP + "0aab301e")).isEqualTo(new Sighting(false, 7, 3, 0x020000000001L, 0, 0, 0x0aab301e));
        assertThat(read(ARP + "0aab3028")).isNull();
    }

    @Test
    void theIntervalsFollowP3AndP4() {
        Interval second = Interval.ofMillis(1000);
        assertThat(second.skewNanos(100)).isEqualTo(609_375_000L);
        assertThat(second.downNanos(254)).isEqualTo(3_007_812_500L);
        assertThat(Interval.ofMillis(10).seconds()).isEqualTo("0.01");
        assertThat(Interval.ofMillis(1500).seconds()).isEqualTo("1.50");
    }

    private static Sighting read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return Sighting.of(ByteBuffer.wrap(bytes), 7, 3);
    }
}
