// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.address.AddressHolder;
import dev.understudy.vrrp.engine.VrrpEngine;
import dev.understudy.vrrp.netlink.linux.AddressNotice;
import dev.understudy.vrrp.netlink.linux.AddressSpec;
import dev.understudy.vrrp.netlink.linux.AdvertSocket;
import dev.understudy.vrrp.netlink.linux.Epoll;
import dev.understudy.vrrp.netlink.linux.Interfaces;
import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.Link;
import dev.understudy.vrrp.netlink.linux.RtListener;
import dev.understudy.vrrp.wire.IpBits;
import java.util.List;

/**
 * What rtnetlink's notices mean: links to faults (F1, F9), the hosts' own addresses to sources (F7), removed virtual addresses to the
 * holder (K2). Notices only note; {@link #settle} acts once for all of a turn. Belongs to the loop's thread.
 */
final class LinkWatch implements RtListener {
    private final List<RouterSetup> routers;
    private final Devices devices;
    private final VirtualAddresses virtual;
    private final VrrpEngine engine;
    private final AddressHolder holder;
    private final Epoll epoll;

    /** A link or a host's own address is not as it was when the interfaces were last read. */
    private boolean changed = true;

    private boolean lost;
    private long nowNanos;

    LinkWatch(
            List<RouterSetup> routers,
            Devices devices,
            VirtualAddresses virtual,
            VrrpEngine engine,
            AddressHolder holder,
            Epoll epoll) {
        this.routers = routers;
        this.devices = devices;
        this.virtual = virtual;
        this.engine = engine;
        this.holder = holder;
        this.epoll = epoll;
    }

    /** Says what time it is for the notices that follow. */
    void at(long now) {
        nowNanos = now;
    }

    @Override
    public void linkChanged(Link link) {
        Device before = devices.at(link.index());
        if (before != null && !before.name.equals(link.name())) {
            before.link = null; // renamed away
            changed = true;
        }
        Device device = devices.named(link.name());
        if (device != null && !link.equals(device.link)) {
            device.link = link;
            changed = true;
        }
    }

    @Override
    public void linkRemoved(int ifIndex, String name) {
        Device device = devices.at(ifIndex);
        if (device != null) {
            device.link = null;
            changed = true;
        }
    }

    @Override
    public void addressAdded(AddressNotice notice) {
        changed |= isHostsOwn(notice);
    }

    @Override
    public void addressRemoved(AddressNotice notice) {
        changed |= isHostsOwn(notice);
        Device device = devices.at(notice.ifIndex());
        if (device != null) {
            AddressFamily family = notice.family() == AddressSpec.IPV4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
            holder.onRemoved(device.number, family, notice.high(), notice.low(), notice.prefixLength(), nowNanos);
        }
    }

    private boolean isHostsOwn(AddressNotice notice) {
        return notice.family() == AddressSpec.IPV4 && !virtual.contains(notice.low());
    }

    @Override
    public void overflow() {
        lost = true;
    }

    /** Acts upon what the notices of this turn said. */
    void settle() {
        if (!changed && !lost) {
            return;
        }
        try {
            Interfaces interfaces = Interfaces.read();
            if (lost) {
                reconcile(interfaces);
            }
            readSources(interfaces);
            lost = false;
            changed = false;
        } catch (KernelException e) {
            String text = "reading the interfaces: " + e.getMessage() + "; tried again in the next turn";
            engine.notice(0, Notice.Kind.RUNTIME, text, nowNanos);
        }
        for (int i = 0; i < devices.size(); i++) {
            openOrClose(devices.get(i));
            report(devices.get(i));
        }
        for (int i = 0; i < routers.size(); i++) {
            tell(i);
        }
    }

    /** K8: everything is read anew. */
    private void reconcile(Interfaces interfaces) {
        devices.take(interfaces);
        holder.beginDump();
        for (AddressNotice notice : interfaces.addresses()) {
            Device device = devices.at(notice.ifIndex());
            if (device != null) {
                AddressFamily family = notice.family() == AddressSpec.IPV4 ? AddressFamily.IPV4 : AddressFamily.IPV6;
                holder.dumped(device.number, family, notice.high(), notice.low(), notice.prefixLength());
            }
        }
        holder.endDump(nowNanos);
    }

    private void readSources(Interfaces interfaces) {
        for (int i = 0; i < devices.size(); i++) {
            Device device = devices.get(i);
            device.primary = device.link == null
                    ? 0
                    : interfaces
                            .primaryIpv4(device.ifIndex(), virtual::contains)
                            .orElse(0);
            device.addresses = device.link == null
                    ? List.of()
                    : interfaces.addresses().stream()
                            .filter(a -> a.ifIndex() == device.ifIndex() && a.family() == AddressSpec.IPV4)
                            .map(AddressNotice::low)
                            .toList();
        }
    }

    /** F9: a socket belongs to the index it was opened for. */
    private void openOrClose(Device device) {
        boolean stale = device.socket != null && device.socket.ifIndex() != device.ifIndex();
        if (stale) {
            device.socket.close();
            device.socket = null;
        }
        if (device.socket == null && device.link != null && device.routers > 0) {
            try {
                device.socket = AdvertSocket.open(device.name, device.ifIndex(), device.routers);
                device.knownDrops = 0;
                epoll.add(device.socket.fd(), device.number);
            } catch (KernelException e) {
                engine.notice(
                        device.spokesman,
                        Notice.Kind.RUNTIME,
                        "socket on " + device.name + ": " + e.getMessage(),
                        nowNanos);
            }
        }
    }

    private static void report(Device device) {
        if (device.tracker != null) {
            String state =
                    device.link == null ? "is absent" : device.isUsable() ? "is up" : "is down or has no carrier";
            device.tracker.report(device.isUsable(), device.name + ' ' + state);
        }
    }

    private void tell(int router) {
        RouterSetup setup = routers.get(router);
        VirtualRouterConfig config = setup.config();
        Device device = devices.named(config.id().interfaceName());
        fault(router, Cause.INTERFACE_ABSENT, device.link == null || device.socket == null, device.name);
        fault(router, Cause.LINK_DOWN, setup.tracksLink() && device.link != null && !device.isUsable(), device.name);
        long source = config.sourceAddress().map(IpBits::low).orElse(device.primary);
        boolean gone = setup.tracksSource() && !device.addresses.contains(source);
        engine.onSource(router, 0, gone ? 0 : source, nowNanos);
    }

    private void fault(int router, Cause cause, boolean present, String detail) {
        if (present) {
            engine.onFault(router, cause, detail, nowNanos);
        } else {
            engine.onRecovered(router, cause, nowNanos);
        }
    }
}
