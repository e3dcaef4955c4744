// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.engine.AdvertPort;
import dev.understudy.vrrp.engine.VrrpEngine;
import dev.understudy.vrrp.wire.IpBits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the holder asks of the kernel, and what it remembers, where the order of events is delicate. */
class AddressHolderTest {
    private static final VirtualAddress ADDRESS = VirtualAddress.parse("192.0.2.10/24");
    private static final int EEXIST = 17;
    private static final int ENOBUFS = 105;
    private static final long SECOND = 1_000_000_000L;

    private final Kernel kernel = new Kernel();
    private final List<String> ledger = new ArrayList<>();
    private final List<Notice.Kind> notices = new ArrayList<>();
    private AddressHolder holder;
    private long now = SECOND;

    @Test
    void anAddressLostAndGivenUpInOneTurnIsForgotten() {
        active(100);
        removedByHand();
        holder.unhold(0, now);
        turn();
        assertThat(ledger).endsWith("clear 0");

        // Somebody has bound it meanwhile: it is his (K4).
        kernel.answers.add(EEXIST);
        holder.hold(0, now);
        turn();
        assertThat(notices).contains(Notice.Kind.FOREIGN_ADDRESS).doesNotContain(Notice.Kind.ADDRESS_PUT_BACK);
        kernel.asked.clear();
        holder.advertised(0, now += SECOND);
        turn();
        holder.unhold(0, now);
        turn();
        assertThat(kernel.asked).as("never leased, never removed").isEmpty();
        assertThat(holder.isSettled()).isTrue();
    }

    @Test
    void anAnswerThatWasLostIsFollowedByARemoval() {
        kernel.answers.add(ENOBUFS);
        active(100);
        // The engine resigns at the failure (F4), which is what unholds here.
        holder.unhold(0, now);
        turn();
        assertThat(kernel.asked).containsExactly("add exclusive 3 s", "remove");
        assertThat(ledger).startsWith("pending 0").endsWith("clear 0");
    }

    @Test
    void anOwnersAddressIsNeverLeasedRemovedOrNoted() {
        kernel.answers.add(EEXIST);
        active(255);
        holder.advertised(0, now += SECOND);
        turn();
        holder.unhold(0, now);
        turn();
        assertThat(kernel.asked).containsExactly("add exclusive for ever");
        assertThat(ledger).filteredOn(l -> !l.startsWith("clear")).isEmpty();
        assertThat(notices).doesNotContain(Notice.Kind.FOREIGN_ADDRESS);
    }

    /** Adverts that have become due meanwhile do not wait for two hundred addresses. */
    @Test
    void manyAddressesTakeManyTurns() {
        int routers = 200;
        VrrpEngine engine = open();
        for (int i = 0; i < routers; i++) {
            add(engine, i + 1, 100);
            holder.hold(i, now);
        }
        int turns = 0;
        while (kernel.asked.size() < routers) {
            int before = kernel.asked.size();
            assertThat(holder.deadlineNanos()).as("more to do at once").isLessThanOrEqualTo(now);
            turn();
            turns++;
            assertThat(kernel.asked.size() - before).isBetween(1, 64);
        }
        assertThat(turns).isEqualTo(4);
        assertThat(holder.isSettled()).isTrue();
    }

    private void active(int priority) {
        add(open(), 51, priority);
        holder.hold(0, now);
        turn();
    }

    private VrrpEngine open() {
        holder = new AddressHolder(kernel, new Notes(), Lease.ON);
        VrrpEngine engine = new VrrpEngine(new DeadEnd(), holder, new Ears());
        holder.answerTo(engine);
        return engine;
    }

    private void add(VrrpEngine engine, int vrid, int priority) {
        VirtualRouterConfig config = VirtualRouterConfig.builder("eth0", vrid)
                .priority(priority)
                .address(ADDRESS)
                .build();
        engine.add(config, 0);
        holder.add(config, new int[] {0});
    }

    private void turn() {
        holder.perform(now);
    }

    private void removedByHand() {
        long low = IpBits.low(ADDRESS.address());
        holder.onRemoved(0, AddressFamily.IPV4, 0, low, ADDRESS.prefixLength(), now);
    }

    /** A kernel that answers at the flush, with success unless it was told otherwise. */
    private final class Kernel implements KernelPort {
        private final List<String> asked = new ArrayList<>();
        private final List<Integer> answers = new ArrayList<>();
        private final List<Long> tickets = new ArrayList<>();

        @Override
        public void add(int device, VirtualAddress address, int validSeconds, boolean exclusive, long ticket) {
            String lifetime = validSeconds == FOREVER ? "for ever" : validSeconds + " s";
            asked.add((exclusive ? "add exclusive " : "renew ") + lifetime);
            tickets.add(ticket);
        }

        @Override
        public void remove(int device, VirtualAddress address, long ticket) {
            asked.add("remove");
            tickets.add(ticket);
        }

        @Override
        public void flush(long nowNanos) {
            List<Long> sent = List.copyOf(tickets);
            tickets.clear();
            sent.forEach(t -> holder.onResult(t, answers.isEmpty() ? 0 : answers.remove(0), nowNanos));
        }

        @Override
        public int announce(int device, VirtualAddress address) {
            return 0;
        }
    }

    private final class Notes implements Ledger {
        @Override
        public void pending(int router, int address) {
            ledger.add("pending " + address);
        }

        @Override
        public void bound(int router, int address) {
            ledger.add("bound " + address);
        }

        @Override
        public void clear(int router, int address) {
            ledger.add("clear " + address);
        }
    }

    private final class Ears implements VrrpListener {
        @Override
        public void onTransition(Transition transition) {
            // The router itself is not started here.
        }

        @Override
        public void onNotice(Notice notice) {
            notices.add(notice.kind());
        }
    }

    private static final class DeadEnd implements AdvertPort {
        private final ByteBuffer buffer = ByteBuffer.allocate(64);

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public int send(int link, AddressFamily family, long sourceHigh, long sourceLow, int length) {
            return 0;
        }
    }
}
