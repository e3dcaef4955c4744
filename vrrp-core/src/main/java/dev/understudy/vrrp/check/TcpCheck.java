// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.io.IOException;
import java.time.Duration;

/** Healthy when a TCP connection is accepted; it is closed at once. */
public final class TcpCheck implements Check {
    private final Connection connection;

    /**
     * Creates a check.
     *
     * @param host a name or an address, without brackets. Looking up a name obeys no time limit: prefer addresses
     * @param port 1..65535
     */
    public TcpCheck(String host, int port) {
        connection = new Connection(host, port);
    }

    @Override
    public CheckResult attempt(Duration limit) {
        try {
            connection.open(new Connection.Deadline(limit)).close();
            return CheckResult.up(connection + " accepts connections");
        } catch (IOException e) {
            return CheckResult.down(connection + ": " + CheckResult.of(e).detail());
        }
    }
}
