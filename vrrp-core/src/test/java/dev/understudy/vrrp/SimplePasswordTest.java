// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** R14, and section 7 of the rules: eight bytes, padded or truncated, as keepalived does. */
class SimplePasswordTest {
    @Test
    void isPaddedWithZeros() {
        assertThat(new SimplePassword("ab").wireBits()).isEqualTo(0x6162_0000_0000_0000L);
    }

    @Test
    void isTruncatedAfterEightBytes() {
        assertThat(new SimplePassword("12345678").wireBits()).isEqualTo(0x3132_3334_3536_3738L);
        assertThat(new SimplePassword("123456789").wireBits()).isEqualTo(0x3132_3334_3536_3738L);
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThat(new SimplePassword("\u00e9").wireBits()).isEqualTo(0xc3a9_0000_0000_0000L);
    }

    @Test
    void mustNotBeEmpty() {
        assertThatThrownBy(() -> new SimplePassword("")).hasMessageContaining("empty password");
    }

    @Test
    void staysOutOfLogs() {
        assertThat(new SimplePassword("hunter2")).asString().doesNotContain("hunter2");
    }
}
