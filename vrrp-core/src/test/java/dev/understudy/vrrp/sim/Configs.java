// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterConfigBuilder;

/** Router configurations for tests. */
final class Configs {
    static final VirtualAddress VIP = VirtualAddress.parse("192.0.2.100/24");

    private Configs() {}

    static VirtualRouterConfigBuilder router(int priority) {
        return VirtualRouterConfig.builder("eth0", 7)
                .name("web")
                .priority(priority)
                .address(VIP);
    }

    static VirtualRouterConfig priority(int priority) {
        return router(priority).build();
    }
}
