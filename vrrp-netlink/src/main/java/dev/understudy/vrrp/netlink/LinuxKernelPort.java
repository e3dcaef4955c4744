// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.address.AddressHolder;
import dev.understudy.vrrp.address.KernelPort;
import dev.understudy.vrrp.netlink.linux.AddressSpec;
import dev.understudy.vrrp.netlink.linux.ArpSocket;
import dev.understudy.vrrp.netlink.linux.Errno;
import dev.understudy.vrrp.netlink.linux.RtNetlink;
import dev.understudy.vrrp.wire.IpBits;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;

/** Binds by rtnetlink in batches and announces by gratuitous ARP. Results come back within {@link #flush}. */
final class LinuxKernelPort implements KernelPort {
    private final Devices devices;
    private final RtNetlink netlink;
    private final ArpSocket arp;
    /** Requests for interfaces that are not there; answered like the others, at the next flush. */
    private final ArrayDeque<Long> unanswerable = new ArrayDeque<>();
    /** By configured address and not by value: one address may stand on two interfaces. */
    private final Map<VirtualAddress, AddressSpec> specs = new IdentityHashMap<>();

    /** Kept: a method reference is an object of its own wherever it is written. */
    private final RtNetlink.AckListener acks = this::answer;

    private AddressHolder holder;
    private long flushNanos;

    LinuxKernelPort(Devices devices, RtNetlink netlink, ArpSocket arp) {
        this.devices = devices;
        this.netlink = netlink;
        this.arp = arp;
    }

    /** Says who is told how a request ended. */
    void answerTo(AddressHolder toldTo) {
        holder = toldTo;
    }

    /** Makes ahead what a bind of this address takes, for which a first takeover has no time. */
    void expect(VirtualAddress address, Device device) {
        specOf(address, device.ifIndex());
    }

    @Override
    public void add(int device, VirtualAddress address, int validSeconds, boolean exclusive, long ticket) {
        AddressSpec spec = ready(devices.get(device).ifIndex(), address, ticket);
        if (spec == null) {
            return;
        }
        int seconds = validSeconds == FOREVER ? RtNetlink.FOREVER : validSeconds;
        if (exclusive) {
            netlink.add((int) ticket, spec, seconds, seconds);
        } else {
            netlink.renew((int) ticket, spec, seconds, seconds);
        }
    }

    @Override
    public void remove(int device, VirtualAddress address, long ticket) {
        // Also from an interface that has been renamed meanwhile, which keeps its index and its addresses.
        AddressSpec spec = ready(devices.get(device).lastIndex, address, ticket);
        if (spec != null) {
            netlink.delete((int) ticket, spec);
        }
    }

    /** Returns the kernel's view of an address with room for one more request, or null if the interface is not there. */
    private AddressSpec ready(int ifIndex, VirtualAddress address, long ticket) {
        if (ifIndex == 0) {
            unanswerable.add(ticket);
            return null;
        }
        if (netlink.room() == 0) {
            netlink.flush(acks);
        }
        return specOf(address, ifIndex);
    }

    private AddressSpec specOf(VirtualAddress address, int ifIndex) {
        AddressSpec spec = specs.get(address);
        if (spec == null || spec.ifIndex() != ifIndex) {
            spec = AddressSpecs.of(address, ifIndex);
            specs.put(address, spec);
        }
        return spec;
    }

    private void answer(int token, int errno, String text) {
        holder.onResult(Integer.toUnsignedLong(token), errno, flushNanos);
    }

    @Override
    public void flush(long nowNanos) {
        flushNanos = nowNanos;
        netlink.flush(acks);
        if (netlink.unanswered() > 0) {
            netlink.collect(acks);
        }
        for (Long ticket = unanswerable.poll(); ticket != null; ticket = unanswerable.poll()) {
            holder.onResult(ticket, Errno.ENODEV, nowNanos);
        }
    }

    @Override
    public int announce(int device, VirtualAddress address) {
        Device d = devices.get(device);
        if (d.link == null) {
            return Errno.ENODEV;
        }
        // An interface without ARP has nobody to tell.
        boolean ethernet = d.link.isArp() && d.link.mac() != 0 && address.family() == AddressFamily.IPV4;
        return ethernet ? arp.send(d.ifIndex(), d.link.mac(), IpBits.low(address.address())) : 0;
    }
}
