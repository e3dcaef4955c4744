// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A port that accepts, and one that does not. */
class TcpCheckTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void openPortIsHealthyUntilItCloses() throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        TcpCheck check = new TcpCheck("127.0.0.1", server.getLocalPort());
        try (server) {
            assertThat(check.attempt(LIMIT).healthy()).isTrue();
        }
        CheckResult result = check.attempt(LIMIT);
        assertThat(result.healthy()).isFalse();
        assertThat(result.detail())
                .startsWith("127.0.0.1:" + server.getLocalPort())
                .contains("refused");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new TcpCheck("", 80)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TcpCheck("127.0.0.1", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TcpCheck("127.0.0.1", 65_536)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addressIsWrittenWithItsBrackets() {
        assertThat(new Connection("::1", 80)).hasToString("[::1]:80");
    }
}
