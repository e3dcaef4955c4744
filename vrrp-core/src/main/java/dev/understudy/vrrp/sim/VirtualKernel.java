// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.address.KernelPort;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses of one host, as Linux keeps them: they outlive the process that bound them, and leases run out by the kernel's own clock,
 * whether or not that process is alive. Not thread-safe.
 */
public final class VirtualKernel {
    private static final int EEXIST = 17;
    private static final int EADDRNOTAVAIL = 99;
    private static final int ENETDOWN = 100;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final VirtualHost host;
    private final VirtualLan lan;
    private final Dice dice;
    private final Map<Key, Entry> table = new LinkedHashMap<>();
    private int bindErrno;

    private record Key(int device, InetAddress address, int prefixLength) {}

    /** An address that is there. */
    private static final class Entry {
        private final VirtualAddress address;
        /** Configured by somebody else than our process. */
        private final boolean foreign;

        /** Counts the renewals, so that the expiry planned for an earlier one is void. */
        private int renewals;

        private Entry(VirtualAddress address, boolean foreign) {
            this.address = address;
            this.foreign = foreign;
        }
    }

    VirtualKernel(VirtualHost host, VirtualLan lan, Dice dice) {
        this.host = host;
        this.lan = lan;
        this.dice = dice;
    }

    private Key key(VirtualAddress address) {
        return key(host.device(address), address);
    }

    private static Key key(int device, VirtualAddress address) {
        return new Key(device, address.address(), address.prefixLength());
    }

    /** Returns whether the address is there, whoever put it there. */
    public boolean holds(VirtualAddress address) {
        return table.containsKey(key(address));
    }

    /** Returns all addresses that are there. */
    public List<VirtualAddress> addresses() {
        return table.values().stream().map(e -> e.address).toList();
    }

    /** Adds an address for good, as an administrator would: a foreign one to the routers of the host (K4). */
    public void configure(VirtualAddress address) {
        lan.disturb(host, "the administrator adds " + address);
        table.putIfAbsent(key(address), new Entry(address, true));
    }

    /** Removes an address, as an administrator would (K2); does nothing if it is not there. */
    public void remove(VirtualAddress address) {
        lan.disturb(host, "the administrator removes " + address);
        Key key = key(address);
        Entry entry = table.remove(key);
        if (entry != null) {
            gone(key, entry, "lost " + address);
        }
    }

    /** Makes every addition and renewal fail with this errno from now on (F4); 0 ends it. */
    public void failBinds(int errno) {
        bindErrno = errno;
        lan.disturb(
                host, errno == 0 ? "the kernel binds addresses again" : "the kernel refuses to bind: errno " + errno);
    }

    /** Loses an address without a notice to anybody, as no kernel does. */
    void forget(VirtualAddress address) {
        table.remove(key(address));
    }

    boolean isEmpty() {
        return table.isEmpty();
    }

    /** Returns whether the address is there and not by our doing. */
    boolean isForeign(VirtualAddress address) {
        Entry entry = table.get(key(address));
        return entry != null && entry.foreign;
    }

    int add(int device, VirtualAddress address, int validSeconds, boolean exclusive) {
        if (bindErrno != 0) {
            return bindErrno;
        }
        Key key = key(device, address);
        Entry entry = table.get(key);
        if (entry == null) {
            // Linux adds what is not there also when asked to replace it.
            entry = new Entry(address, false);
            table.put(key, entry);
            String life = validSeconds == KernelPort.FOREVER ? "" : " for " + validSeconds + " s";
            lan.record(host, TraceEvent.Kind.ADDRESS, "bound " + address + life);
        } else if (exclusive) {
            return EEXIST;
        } else if (entry.foreign) {
            throw new InvariantViolation(
                    lan, host.name() + " takes a lease on " + address + ", which is not its own (K4)");
        } else {
            lan.record(host, TraceEvent.Kind.RENEWAL, "renewed " + address);
        }
        lease(key, entry, validSeconds);
        return 0;
    }

    private void lease(Key key, Entry entry, int validSeconds) {
        int renewal = ++entry.renewals;
        if (validSeconds != KernelPort.FOREVER) {
            // Linux sweeps when it gets to it: measured from 20 ms before the end to 1 s after, 1.46 s for a lease of 2
            // s.
            long sweep = dice.between(-20_000_000L, validSeconds == 2 ? 1_460_000_000L : 960_000_000L);
            lan.plan(validSeconds * NANOS_PER_SECOND + sweep, () -> expire(key, entry, renewal));
        }
    }

    private void expire(Key key, Entry entry, int renewal) {
        if (table.get(key) == entry && entry.renewals == renewal) {
            table.remove(key);
            gone(key, entry, "lost " + entry.address + ": its lease ran out");
        }
    }

    int remove(int device, VirtualAddress address) {
        Key key = key(device, address);
        Entry entry = table.get(key);
        if (entry == null) {
            return EADDRNOTAVAIL;
        }
        if (entry.foreign) {
            throw new InvariantViolation(lan, host.name() + " removes " + address + ", which is not its own (K4)");
        }
        table.remove(key);
        gone(key, entry, "released " + address);
        return 0;
    }

    private void gone(Key key, Entry entry, String text) {
        lan.record(host, TraceEvent.Kind.ADDRESS, text);
        host.touch();
        host.onAddressGone(key.device, entry.address);
    }

    int announce(VirtualAddress address) {
        if (!host.isLinkUp()) {
            return ENETDOWN;
        }
        lan.record(host, TraceEvent.Kind.ANNOUNCEMENT, "announces " + address);
        return 0;
    }

    /** Visits what a dump would list. */
    void dump(Visitor visitor) {
        table.forEach((key, entry) -> visitor.visit(key.device, entry.address));
    }

    /** Takes the addresses of a dump. */
    interface Visitor {
        void visit(int device, VirtualAddress address);
    }
}
