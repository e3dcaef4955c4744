// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerContentTest {
    private static final LedgerContent CONTENT = LedgerContent.of("b007", 4026531840L, router(100), 1234, 987654);

    private static final String TEXT = """
            understudy-ledger 1
            boot b007
            netns 4026531840
            router eno1/ipv4/167
            pid 1234 987654
            ? 10.171.48.30/24 eno1
            ? 10.171.48.31/32 eno2
            """;

    private static VirtualRouterConfig router(int priority) {
        return VirtualRouterConfig.builder("eno1", 167)
                .priority(priority)
                .address("10.171.48.30/24")
                .address(VirtualAddress.parse("10.171.48.31").onDevice("eno2"))
                .build();
    }

    @Test
    void isATextThatAnOperatorCanRead() {
        assertThat(CONTENT.text()).isEqualTo(TEXT);
    }

    /** K5: they are the host's own, and no restart may remove them. */
    @Test
    void anOwnersAddressesAreNeverMarked() {
        assertThat(LedgerContent.of("b007", 1, router(255), 1, 1).text())
                .endsWith("\n- 10.171.48.30/24 eno1\n- 10.171.48.31/32 eno2\n");
    }

    @Test
    void readsWhatItWrote() {
        assertThat(LedgerContent.parse(TEXT).text()).isEqualTo(TEXT);
        assertThat(LedgerContent.parse(TEXT).pid()).isEqualTo(1234);
    }

    @Test
    void knowsWhereTheMarksStand() {
        StringBuilder text = new StringBuilder(TEXT);
        int[] offsets = CONTENT.markOffsets(CONTENT.text().getBytes(StandardCharsets.UTF_8));
        text.setCharAt(offsets[0], LedgerContent.BOUND);
        text.setCharAt(offsets[1], LedgerContent.CLEAR);

        assertThat(LedgerContent.parse(text.toString()).entries())
                .extracting(LedgerContent.Entry::mark)
                .containsExactly(LedgerContent.BOUND, LedgerContent.CLEAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0\0\0",
                "understudy-ledger 2\nboot a\nnetns 1\nrouter r\npid 1 1\n",
                "understudy-ledger 1\nboot a\nnetns 1\nrouter r\n",
                "understudy-ledger 1\nboot a\nnetns one\nrouter r\npid 1 1\n",
                "understudy-ledger 1\nboot a\nnetns 1\nrouter r\npid 1\n",
                "understudy-ledger 1\nboot a\nnetns 1\nrouter r\npid 1 1\n* 10.0.0.1/32 eno1\n",
                "understudy-ledger 1\nboot a\nnetns 1\nrouter r\npid 1 1\n+ 10.0.0/32 eno1\n",
                "understudy-ledger 1\nboot a\nnetns 1\nrouter r\npid 1 1\n+ 10.0.0.1/32 eno"
            })
    void refusesWhatIsNoLedger(String text) {
        assertThatThrownBy(() -> LedgerContent.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
