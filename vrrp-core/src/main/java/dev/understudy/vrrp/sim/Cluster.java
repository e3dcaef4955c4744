// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routers of one family and VRID, on all hosts: those that elect one Active among them. */
final class Cluster {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int DOWN_INTERVALS = 2;

    final List<Member> members = new ArrayList<>();
    final String name;

    /** One router: which host, and its number there. */
    record Member(int hostNumber, VirtualHost host, int router, VirtualRouterConfig config) {}

    private record Key(AddressFamily family, int vrid) {}

    private Cluster(Key key) {
        name = key.family + "/" + key.vrid;
    }

    static List<Cluster> of(VirtualLan lan) {
        Map<Key, Cluster> clusters = new LinkedHashMap<>();
        List<VirtualHost> hosts = lan.hosts();
        for (int h = 0; h < hosts.size(); h++) {
            List<VirtualRouterConfig> routers = hosts.get(h).routers();
            for (int r = 0; r < routers.size(); r++) {
                VirtualRouterConfig config = routers.get(r);
                Key key = new Key(config.id().family(), config.id().vrid());
                clusters.computeIfAbsent(key, Cluster::new).members.add(new Member(h, hosts.get(h), r, config));
            }
        }
        return List.copyOf(clusters.values());
    }

    /** Two Active_Down_Intervals of the slowest of them: a Backup may have learned anybody's interval (P2), with any priority (P3). */
    long boundNanos() {
        long slowest = 0;
        for (Member member : members) {
            long interval = member.config.advertisementInterval().toNanos();
            long skew = member.config.version() == VrrpVersion.V2 ? NANOS_PER_SECOND : interval;
            slowest = Math.max(slowest, 3 * interval + skew);
        }
        return DOWN_INTERVALS * slowest;
    }
}
