// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterConfigBuilder;
import dev.understudy.vrrp.VrrpVersion;

/** The cast of the scenarios: this router, 192.0.2.10, and its peers around it. */
final class Adverts {
    static final String OWN = "192.0.2.10";
    static final String LOW = "192.0.2.2";
    static final String HIGH = "192.0.2.200";

    private Adverts() {}

    /** A version 3 router with VRID 51, one second, one address. */
    static VirtualRouterConfigBuilder router(int priority) {
        return VirtualRouterConfig.builder("eth0", 51).priority(priority).address("198.51.100.1/24");
    }

    static VirtualRouterConfigBuilder routerV2(int priority) {
        return router(priority).version(VrrpVersion.V2);
    }

    static PacketBuilder from(String source) {
        return PacketBuilder.v3(source).address("198.51.100.1");
    }

    static byte[] v3(String source, int priority) {
        return from(source).priority(priority).build();
    }

    static byte[] v2(String source, int priority) {
        return PacketBuilder.v2(source)
                .address("198.51.100.1")
                .priority(priority)
                .build();
    }

    /** A rig with one router that has become Active; nothing of how it became so is left in the effects. */
    static Rig active(VirtualRouterConfig config) {
        Rig rig = Rig.started(OWN, config);
        if (!config.owner()) {
            rig.passNanos(rig.timer());
        }
        rig.engine.onHeld(0, rig.now);
        rig.takeEffects();
        rig.advertised = 0;
        rig.sent.clear();
        rig.notices.clear();
        rig.transitions.clear();
        return rig;
    }

    /** A rig with one router that has just heard an Active of priority 200. */
    static Rig backup(VirtualRouterConfig config) {
        Rig rig = Rig.started(OWN, config);
        rig.pass(500);
        rig.receive(config.version() == VrrpVersion.V2 ? v2(HIGH, 200) : v3(HIGH, 200), HIGH);
        rig.notices.clear();
        rig.transitions.clear();
        return rig;
    }
}
