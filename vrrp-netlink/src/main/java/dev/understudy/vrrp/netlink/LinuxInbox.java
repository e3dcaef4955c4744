// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.engine.Inbox;
import dev.understudy.vrrp.engine.ReceiveTime;
import dev.understudy.vrrp.engine.VrrpEngine;
import dev.understudy.vrrp.netlink.linux.AdvertSocket;
import dev.understudy.vrrp.netlink.linux.Errno;
import dev.understudy.vrrp.netlink.linux.KernelClock;
import dev.understudy.vrrp.netlink.linux.ReceivedPacket;
import dev.understudy.vrrp.netlink.linux.RtMonitor;
import dev.understudy.vrrp.wire.PacketContext;

/** Reads the raw sockets and the monitor. Belongs to the loop's thread. */
final class LinuxInbox implements Inbox {
    private static final int NOTICES_PER_TURN = 1024;

    private final Devices devices;
    private final VrrpEngine engine;
    private final RtMonitor monitor;
    private final LinkWatch watch;
    private final KernelClock clock;
    private final PacketContext context = new PacketContext();

    private boolean monitorReadable = true;
    private long packets;
    private long drops;

    LinuxInbox(Devices devices, VrrpEngine engine, RtMonitor monitor, LinkWatch watch, KernelClock clock) {
        this.devices = devices;
        this.engine = engine;
        this.monitor = monitor;
        this.watch = watch;
        this.clock = clock;
    }

    void monitorIsReadable() {
        monitorReadable = true;
    }

    @Override
    public boolean drain(int limit, long nowNanos) {
        int left = limit;
        for (int i = 0; i < devices.size(); i++) {
            Device device = devices.get(i);
            if (device.readable && device.socket != null) {
                // At least one batch from each: a flood on one interface must not make the others deaf.
                left -= drain(device, Math.max(left, 1), nowNanos);
            }
            if (!device.readable) {
                device.emptyNanos = nowNanos;
            }
        }
        drainMonitor(nowNanos);
        return left > 0;
    }

    /** Returns how many packets were read; the limit is kept to within a batch. */
    private int drain(Device device, int limit, long nowNanos) {
        AdvertSocket socket = device.socket;
        int taken = 0;
        int count = AdvertSocket.BATCH;
        while (count == AdvertSocket.BATCH && taken < limit) {
            count = socket.receive();
            long realtime = count > 0 ? clock.realtimeNanos() : 0;
            for (int i = 0; i < count; i++) {
                hand(device, socket.packet(i), realtime, nowNanos);
            }
            taken += Math.max(0, count);
        }
        device.readable = count == AdvertSocket.BATCH;
        reportFailure(device, count, nowNanos);
        packets += taken;
        if (taken >= AdvertSocket.BATCH) {
            countDrops(device);
        }
        return taken;
    }

    /** Says once that a socket cannot be read; reading again is all that can be done until the link changes. */
    private void reportFailure(Device device, int count, long nowNanos) {
        if (count < 0 && !device.failing) {
            String text = "reading the socket on " + device.name + ": " + Errno.describe(-count);
            engine.notice(device.spokesman, Notice.Kind.RUNTIME, text, nowNanos);
        }
        device.failing = count < 0;
    }

    private void hand(Device device, ReceivedPacket packet, long realtimeNanos, long nowNanos) {
        long stamp = packet.stampNanos();
        long received = stamp == 0 ? nowNanos : ReceiveTime.nanos(stamp, realtimeNanos, device.emptyNanos, nowNanos);
        context.from(AddressFamily.IPV4, 0, packet.source(), 0, packet.destination())
                .at(device.number, packet.ttl(), received);
        engine.onPacket(packet.buffer(), packet.payloadOffset(), packet.payloadLength(), context, nowNanos);
    }

    /** F5. The counter that comes with a packet knows nothing of what was lost after it, so the socket is asked. */
    private void countDrops(Device device) {
        long now = device.socket.drops();
        if (now > device.knownDrops) {
            drops += now - device.knownDrops;
            device.knownDrops = now;
            engine.onReceiveOverflow(device.number);
        }
    }

    /**
     * What is left wakes the next turn. It does not count as unread: that makes Backups doubt whether they heard their Active (F5), and the
     * notices of a thousand addresses that were just bound here say nothing about adverts.
     */
    private void drainMonitor(long nowNanos) {
        watch.at(nowNanos);
        if (!monitorReadable) {
            return;
        }
        int notices = monitor.poll(watch, NOTICES_PER_TURN);
        if (notices < 0) {
            throw new IllegalStateException("reading rtnetlink's notices: " + Errno.describe(-notices));
        }
        monitorReadable = notices >= NOTICES_PER_TURN;
    }

    long packets() {
        return packets;
    }

    long drops() {
        return drops;
    }
}
