// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.engine.Inbox;
import dev.understudy.vrrp.engine.ReceiveTime;
import java.util.ArrayDeque;

/**
 * What waits to be read by one process: packets, and the kernel's news, in the order in which they came. Both have a limit, as the
 * sockets' buffers have; what does not fit is lost, and the reader is told that something was.
 */
final class ReceiveQueue implements Inbox {
    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final VirtualProcess reader;
    private final int packetLimit;
    private final int newsLimit;

    private int packets;
    private int news;
    private boolean packetsLost;
    private boolean newsLost;
    private long previousDrainNanos;

    /** Something the kernel says. */
    interface News {
        void read(long nowNanos);
    }

    private record Item(Packet packet, long stampNanos, News news, boolean losable) {}

    ReceiveQueue(VirtualProcess reader, int packetLimit, int newsLimit, long nowNanos) {
        this.reader = reader;
        this.packetLimit = packetLimit;
        this.newsLimit = newsLimit;
        this.previousDrainNanos = nowNanos;
    }

    /** Adds a packet and returns whether there was room. */
    boolean add(Packet packet, long stampNanos) {
        reader.wake();
        if (packets == packetLimit) {
            packetsLost = true;
            return false;
        }
        packets++;
        items.add(new Item(packet, stampNanos, null, true));
        return true;
    }

    /** Adds an answer to a request, which is never lost, or a notice to everybody, which may be (K8). */
    void add(News what, boolean losable) {
        reader.wake();
        if (losable && news == newsLimit) {
            newsLost = true;
            return;
        }
        news += losable ? 1 : 0;
        items.add(new Item(null, 0, what, losable));
    }

    boolean isEmpty() {
        return items.isEmpty() && !packetsLost && !newsLost;
    }

    @Override
    public boolean drain(int limit, long nowNanos) {
        for (int i = 0; i < limit && !items.isEmpty(); i++) {
            Item item = items.remove();
            if (item.packet != null) {
                packets--;
                long received = ReceiveTime.nanos(item.stampNanos, reader.wallNanos(), previousDrainNanos, nowNanos);
                reader.onPacket(item.packet, received, nowNanos);
            } else {
                news -= item.losable ? 1 : 0;
                item.news.read(nowNanos);
            }
        }
        if (!items.isEmpty()) {
            return false;
        }
        // After the packets: those are older than what was lost, and must not end the doubt about it (F5).
        if (packetsLost) {
            packetsLost = false;
            reader.onPacketsLost();
        }
        previousDrainNanos = nowNanos;
        if (newsLost) {
            newsLost = false;
            reader.onNewsLost(nowNanos);
        }
        return true;
    }
}
