// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands are split without a shell. */
class ArgvTest {
    @Test
    void quotesGroup() {
        assertThat(Argv.split("/bin/x 'a b' \"c 'd\" e\"f g\"h  ''"))
                .containsExactly("/bin/x", "a b", "c 'd", "ef gh", "");
    }

    @Test
    void escapes() {
        assertThat(Argv.split("\\a\\b\\E\\f\\n\\r\\t\\v \\101\\x42\\cC \\q\\ z \\x"))
                .containsExactly("\u0007\b\u001b\f\n\r\t\u000b", "AB\u0003", "q z", "x");
    }

    @Test
    void aQuotationMustBeClosed() {
        assertThatThrownBy(() -> Argv.split("a 'b")).hasMessageContaining("is not closed");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        List<String> argv = List.of("/bin/x", "a b", "c'd", "e\\f", "g\"h", "");
        String written = ConfWriter.command(argv);
        assertThat(Argv.split(written.substring(1, written.length() - 1))).isEqualTo(argv);
    }
}
