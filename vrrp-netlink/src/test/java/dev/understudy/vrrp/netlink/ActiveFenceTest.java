// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.engine.AddressPort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveFenceTest {
    private static final long THREE_INTERVALS = 3_000;

    private final List<String> passedOn = new ArrayList<>();
    private final ActiveFence fence = new ActiveFence(
            new AddressPort() {
                @Override
                public void hold(int router, long nowNanos) {
                    passedOn.add("hold " + router);
                }

                @Override
                public void unhold(int router, long nowNanos) {
                    passedOn.add("unhold " + router);
                }

                @Override
                public void advertised(int router, long nowNanos) {
                    passedOn.add("advertised " + router);
                }
            },
            2);

    @Test
    void believesOnlyAnAdvertThatHasLeft() {
        fence.hold(1, 100);
        assertThat(fence.isActive(1, THREE_INTERVALS, 100)).isFalse();

        fence.advertised(1, 200);
        assertThat(fence.isActive(1, THREE_INTERVALS, 3_200)).isTrue();
        assertThat(fence.isActive(1, THREE_INTERVALS, 3_201)).isFalse();
        assertThat(fence.isActive(0, THREE_INTERVALS, 200)).isFalse();
    }

    @Test
    void endsWithTheRole() {
        fence.hold(0, 0);
        fence.advertised(0, 0);
        fence.unhold(0, 1);

        assertThat(fence.isActive(0, THREE_INTERVALS, 1)).isFalse();
        assertThat(passedOn).containsExactly("hold 0", "advertised 0", "unhold 0");
    }
}
