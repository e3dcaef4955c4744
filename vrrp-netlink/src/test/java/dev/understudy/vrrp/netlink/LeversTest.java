// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.VirtualRouterConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeversTest {
    @ParameterizedTest
    @ValueSource(ints = {-1, 100, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void refusesAPriorityThatSchedFifoDoesNotHave(int priority) {
        RuntimeConfig.Builder config = RuntimeConfig.builder();
        assertThatThrownBy(() -> config.realtimePriority(priority))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("real-time priority " + priority + ": expected 1..99, or 0 for none");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99})
    void takesOneThatItHas(int priority) {
        assertThat(config().realtimePriority(priority).build().levers()).isEqualTo(new Levers(priority, false));
    }

    @Test
    void nothingIsAskedForByDefaultAndEachByItself() {
        assertThat(config().build().levers()).isEqualTo(Levers.NONE).isEqualTo(new Levers(0, false));
        assertThat(config().memoryLocked(true).realtimePriority(7).build().levers())
                .isEqualTo(new Levers(7, true));
        assertThat(config().realtimePriority(7).memoryLocked(true).build().levers())
                .isEqualTo(new Levers(7, true));
    }

    private static RuntimeConfig.Builder config() {
        return RuntimeConfig.builder()
                .router(VirtualRouterConfig.builder("eth0", 51)
                        .address("192.0.2.10")
                        .build());
    }
}
