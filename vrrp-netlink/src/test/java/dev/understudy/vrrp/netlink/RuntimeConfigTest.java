// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.VirtualRouterConfig;
import org.junit.jupiter.api.Test;

class RuntimeConfigTest {
    @Test
    void needsARouter() {
        assertThatThrownBy(() -> RuntimeConfig.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 routers");
    }

    @Test
    void refusesARouterThatIsThereTwice() {
        RuntimeConfig.Builder config = RuntimeConfig.builder()
                .router(router("eth0", 51, "192.0.2.10"))
                .router(router("eth0", 51, "192.0.2.11"));
        assertThatThrownBy(config::build).hasMessage("router eth0/ipv4/51 is configured twice");
    }

    @Test
    void refusesAnAddressThatTwoRoutersWouldHoldOnOneInterface() {
        RuntimeConfig.Builder config = RuntimeConfig.builder()
                .router(router("eth0", 51, "192.0.2.10"))
                .router(router("eth0", 52, "192.0.2.10/24"));
        assertThatThrownBy(config::build).hasMessage("192.0.2.10/24 on eth0 belongs to two routers");
    }

    @Test
    void takesOneVridOnTwoInterfaces() {
        RuntimeConfig config = RuntimeConfig.builder()
                .router(router("eth0", 51, "192.0.2.10"))
                .router(router("eth1", 51, "192.0.2.10"))
                .build();
        assertThat(config.routers()).hasSize(2);
    }

    private static VirtualRouterConfig router(String interfaceName, int vrid, String address) {
        return VirtualRouterConfig.builder(interfaceName, vrid).address(address).build();
    }
}
