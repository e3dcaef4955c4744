// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLinesTest {
    private static final String LONG = "x".repeat(90);

    @Test
    void aShortCommandStaysWhole() {
        assertThat(CommandLines.of("a && b")).containsExactly("a && b");
    }

    @Test
    void aLongOneIsBrokenWhereTheShellReadsOn() {
        assertThat(CommandLines.of("mkdir a && { test b || cp b c; } && cp " + LONG))
                .containsExactly("mkdir a &&", "  { test b || cp b c; } &&", "  cp " + LONG);
    }

    @Test
    void quotedTextIsNotBroken() {
        String quoted = "cp 'a && b' \"c && d\" 'it'\\''s && x' " + LONG;
        assertThat(CommandLines.of(quoted)).containsExactly(quoted);
        assertThat(CommandLines.of("cp 'it'\\''s && x' a && rm " + LONG))
                .containsExactly("cp 'it'\\''s && x' a &&", "  rm " + LONG);
    }
}
