// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.wire.AdvertisementView;
import dev.understudy.vrrp.wire.AdvertisementWriter;
import dev.understudy.vrrp.wire.PacketContext;

/** What is odd about an accepted advert, told and never acted upon: R7, R12, R13, P2, equal priorities. */
final class PeerRemarks {
    private static final int SUSPICIOUS_FACTOR = 10;

    private final VirtualRouterConfig config;
    private final AdvertisementWriter own;
    private final Reporter reporter;
    private final long intervalNanos;

    PeerRemarks(VirtualRouterConfig config, AdvertisementWriter own, Reporter reporter) {
        this.config = config;
        this.own = own;
        this.reporter = reporter;
        this.intervalNanos = config.advertisementInterval().toNanos();
    }

    void consider(AdvertisementView packet, PacketContext ip, int peerPriority, int priority, long now) {
        if (config.owner() && reporter.permits(Notice.Kind.OWNER_CONTESTED, now)) {
            tell(Notice.Kind.OWNER_CONTESTED, ip, "advertises addresses that this host owns (R7)", now);
        }
        if (peerPriority == priority && reporter.permits(Notice.Kind.EQUAL_PRIORITY, now)) {
            tell(
                    Notice.Kind.EQUAL_PRIORITY,
                    ip,
                    "has the same priority " + priority + ": the higher address wins (A10)",
                    now);
        }
        if (packet.intervalNanos() != intervalNanos) {
            considerInterval(packet.intervalNanos(), ip, now);
        }
        if (!own.sameAddresses(packet) && reporter.permits(Notice.Kind.ADDRESSES_DIFFER, now)) {
            tell(Notice.Kind.ADDRESSES_DIFFER, ip, "advertises other addresses than are configured here (R13)", now);
        }
    }

    private void considerInterval(long peerNanos, PacketContext ip, long now) {
        if (peerNanos > SUSPICIOUS_FACTOR * intervalNanos) {
            if (reporter.permits(Notice.Kind.INTERVAL_SUSPICIOUS, now)) {
                tell(
                        Notice.Kind.INTERVAL_SUSPICIOUS,
                        ip,
                        intervals(peerNanos) + ": a takeover would take long (P2)",
                        now);
            }
        } else if (reporter.permits(Notice.Kind.INTERVAL_DIFFERS, now)) {
            tell(Notice.Kind.INTERVAL_DIFFERS, ip, intervals(peerNanos) + " (R12)", now);
        }
    }

    private String intervals(long peerNanos) {
        return "advertises every " + peerNanos / 1_000_000 + " ms, this router every " + intervalNanos / 1_000_000
                + " ms";
    }

    private void tell(Notice.Kind kind, PacketContext ip, String text, long now) {
        reporter.notice(kind, ip.source() + ' ' + text, now);
    }
}
