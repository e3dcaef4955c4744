// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.address.AddressHolder;
import dev.understudy.vrrp.engine.Duty;
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
 * holder (K2). Notices only note; {@link #perform} acts once for all of a turn. Belongs to the loop's thread.
 */
final class LinkWatch implements RtListener, Duty {
    /** What could not be read or opened is tried again after this. */
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final List<RouterSetup> routers;
    private final Devices devices;
    private final VirtualAddresses virtual;
    private final VrrpEngine engine;
    private final AddressHolder holder;
    private final Epoll epoll;

    /** A link or a host's own address is not as it was when the interfaces were last read. */
    private boolean changed = true;

    private boolean lost;
    /** The last attempt failed, and was reported; the next one is due at {@link #retryNanos}. */
    private boolean failing;

    private long retryNanos = NEVER;
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
        Device device = devices.named(link.name());
        boolean renamed = before != null && before != device;
        changed |= renamed || device != null && !link.equals(device.link);
    }

    @Override
    public void linkRemoved(int ifIndex, String name) {
        changed |= devices.at(ifIndex) != null;
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
        return notice.family() == AddressSpec.IPV4
                && !virtual.contains(notice.low())
                && devices.at(notice.ifIndex()) != null;
    }

    @Override
    public void overflow() {
        lost = true;
    }

    /** Acts upon what the notices of this turn said: reads the interfaces as they are now, for a notice may be an old one (K8). */
    @Override
    public void perform(long now) {
        boolean due = retryNanos == NEVER ? changed || lost : now - retryNanos >= 0;
        if (!due) {
            return;
        }
        nowNanos = now;
        retryNanos = NEVER;
        boolean complete = read();
        for (int i = 0; i < devices.size(); i++) {
            complete &= openOrClose(devices.get(i));
            report(devices.get(i));
        }
        for (int i = 0; i < routers.size(); i++) {
            tell(i);
        }
        failing = !complete;
        retryNanos = complete ? NEVER : now + RETRY_NANOS;
    }

    @Override
    public long deadlineNanos() {
        return retryNanos;
    }

    private boolean read() {
        try {
            Interfaces interfaces = Interfaces.read();
            devices.take(interfaces);
            if (lost) {
                reconcile(interfaces);
            }
            readSources(interfaces);
            lost = false;
            changed = false;
            return true;
        } catch (KernelException e) {
            reportFailure(0, "reading the interfaces: " + e.getMessage());
            return false;
        }
    }

    private void reportFailure(int router, String text) {
        if (!failing) {
            engine.notice(router, Notice.Kind.RUNTIME, text + "; tried again every second", nowNanos);
        }
    }

    /** K8: everything is read anew. */
    private void reconcile(Interfaces interfaces) {
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

    /** F9: a socket belongs to the index it was opened for. Returns whether the device has the socket it needs. */
    private boolean openOrClose(Device device) {
        if (device.socket != null && device.socket.ifIndex() != device.ifIndex()) {
            device.socket.close();
            device.socket = null;
        }
        if (device.socket != null || device.link == null || device.routers == 0) {
            return true;
        }
        try (Opening opening = new Opening()) {
            AdvertSocket socket = opening.keep(AdvertSocket.open(device.name, device.ifIndex(), device.routers));
            epoll.add(socket.fd(), device.number);
            opening.succeeded();
            device.socket = socket;
            device.knownDrops = 0;
            // What came in before epoll knew of it.
            device.readable = true;
            return true;
        } catch (KernelException e) {
            reportFailure(device.spokesman, "socket on " + device.name + ": " + e.getMessage());
            return false;
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
        String absent = device.link == null ? device.name : device.name + ", its socket could not be opened";
        fault(router, Cause.INTERFACE_ABSENT, device.link == null || device.socket == null, absent);
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
