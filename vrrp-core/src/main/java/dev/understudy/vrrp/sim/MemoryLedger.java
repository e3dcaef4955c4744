// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.address.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A ledger that outlives the process, as a file would. */
final class MemoryLedger implements Ledger {
    private final TreeSet<Entry> entries = new TreeSet<>();

    record Entry(int router, int address) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byRouter = Integer.compare(router, other.router);
            return byRouter != 0 ? byRouter : Integer.compare(address, other.address);
        }
    }

    @Override
    public void pending(int router, int address) {
        entries.add(new Entry(router, address));
    }

    @Override
    public void bound(int router, int address) {
        entries.add(new Entry(router, address));
    }

    @Override
    public void clear(int router, int address) {
        entries.remove(new Entry(router, address));
    }

    boolean contains(int router, int address) {
        return entries.contains(new Entry(router, address));
    }

    /** Returns what the last process left behind, and forgets it. */
    List<Entry> takeAll() {
        List<Entry> left = new ArrayList<>(entries);
        entries.clear();
        return left;
    }
}
