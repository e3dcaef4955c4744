// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.wire.IpBits;
import dev.understudy.vrrp.wire.PacketContext;
import dev.understudy.vrrp.wire.Verdict;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * One engine in virtual time with everything around it faked: what leaves and what is asked for is written down in the order in which it
 * happens. Times are milliseconds; zero of the monotonic clock is far from zero here, as in life.
 */
final class Rig {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;

    /** Close to the end of the range, so that a comparison by magnitude instead of difference is found out; odd, so
     * that no deadline is by chance {@link Duty#NEVER}. */
    static final long EPOCH = Long.MAX_VALUE - 20 * SECOND - 7;

    private static final int MOST_TURNS = 100_000;

    /** One message that left. */
    record Sent(int link, int priority, long atNanos, byte[] message, String source) {}

    private record Received(byte[] message, String source, int link, int ttl, long atNanos) {}

    /** What happened to sockets and addresses, in order: "send 100", "hold", "unhold"; without the lease's "advertised". */
    final List<String> effects = new ArrayList<>();

    final List<Sent> sent = new ArrayList<>();
    final List<Transition> transitions = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final Deque<Received> queue = new ArrayDeque<>();
    final Mailbox mailbox = new Mailbox(16);
    final VrrpEngine engine;
    final Turn turn;

    /** What the next sends return: an errno, 0 for success. */
    int errno;

    int advertised;
    long now = EPOCH;

    private final AddressFamily family;
    private final PacketContext context = new PacketContext();

    Rig(VirtualRouterConfig... configs) {
        family = configs[0].id().family();
        engine = new VrrpEngine(new FakeLink(), new FakeAddresses(), new Log());
        for (VirtualRouterConfig config : configs) {
            engine.add(config, 0);
        }
        turn = new Turn(this::drain, mailbox, engine, List.of(), List.of());
    }

    /** A rig whose routers have a source address and are started. */
    static Rig started(String source, VirtualRouterConfig... configs) {
        Rig rig = new Rig(configs);
        for (int i = 0; i < configs.length; i++) {
            rig.source(i, source);
            rig.engine.start(i, rig.now);
        }
        return rig;
    }

    void source(int router, String address) {
        InetAddress source = PacketBuilder.literal(address);
        engine.onSource(router, IpBits.high(source), IpBits.low(source), now);
    }

    /** Lets time pass, serving every deadline on the way exactly when it is due, and stands at the end of it. */
    Rig pass(long millis) {
        return passNanos(millis * MS);
    }

    Rig passNanos(long nanos) {
        long end = now + nanos;
        for (int turns = 0; turn.deadlineNanos() != Duty.NEVER && turn.deadlineNanos() - end <= 0; turns++) {
            if (turns == MOST_TURNS) {
                throw new AssertionError("deadlines do not get anywhere");
            }
            now = turn.deadlineNanos();
            turn.run(now);
        }
        now = end;
        return this;
    }

    /** Lets time pass without the thread getting to run, then runs one turn. */
    Rig freeze(long millis) {
        now += millis * MS;
        turn.run(now);
        return this;
    }

    /** Hands a message to the engine at once. */
    Verdict receive(byte[] message, String source) {
        return receive(message, source, 0, 255);
    }

    Verdict receive(byte[] message, String source, int link, int ttl) {
        return deliver(new Received(message, source, link, ttl, now));
    }

    /** Puts a message into the receive queue, to be read by the next turn; it arrived so long from now. */
    void enqueue(byte[] message, String source, long fromNowMillis) {
        queue.add(new Received(message, source, 0, 255, now + fromNowMillis * MS));
    }

    private boolean drain(int limit, long nowNanos) {
        for (int i = 0; i < limit && !queue.isEmpty(); i++) {
            deliver(queue.remove());
        }
        return queue.isEmpty();
    }

    private Verdict deliver(Received packet) {
        InetAddress source = PacketBuilder.literal(packet.source);
        context.from(family, IpBits.high(source), IpBits.low(source), IpBits.groupHigh(family), IpBits.groupLow(family))
                .at(packet.link, packet.ttl, packet.atNanos);
        // Not at the start of the buffer, as behind an IP header.
        ByteBuffer buffer = ByteBuffer.allocate(20 + packet.message.length);
        buffer.put(20, packet.message);
        return engine.onPacket(buffer, 20, packet.message.length, context, now);
    }

    void fault(Cause cause) {
        engine.onFault(0, cause, "test", now);
    }

    void recover(Cause cause) {
        engine.onRecovered(0, cause, now);
    }

    RouterState state() {
        return engine.state(0);
    }

    /** Returns how long from now the deadline is, in nanoseconds, or {@link Duty#NEVER}. */
    long timer() {
        return engine.deadlineNanos() == Duty.NEVER ? Duty.NEVER : engine.deadlineNanos() - now;
    }

    /** Returns the effects since the last call. */
    List<String> takeEffects() {
        List<String> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }

    List<Notice.Kind> noticeKinds() {
        return notices.stream().map(Notice::kind).toList();
    }

    Transition lastTransition() {
        return transitions.get(transitions.size() - 1);
    }

    private final class FakeLink implements AdvertPort {
        private final ByteBuffer buffer = ByteBuffer.allocate(2048);

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public int messageOffset() {
            return 20;
        }

        @Override
        public int send(int link, AddressFamily of, long sourceHigh, long sourceLow, int length) {
            byte[] message = Arrays.copyOfRange(buffer.array(), 20, 20 + length);
            int priority = message[2] & 0xff;
            effects.add(errno == 0 ? "send " + priority : "fail " + priority);
            if (errno == 0) {
                sent.add(new Sent(link, priority, now, message, IpBits.toString(of, sourceHigh, sourceLow)));
            }
            return errno;
        }
    }

    private final class FakeAddresses implements AddressPort {
        @Override
        public void hold(int router, long nowNanos) {
            effects.add("hold");
        }

        @Override
        public void unhold(int router, long nowNanos) {
            effects.add("unhold");
        }

        @Override
        public void advertised(int router, long nowNanos) {
            advertised++;
        }
    }

    private final class Log implements VrrpListener {
        @Override
        public void onTransition(Transition transition) {
            transitions.add(transition);
        }

        @Override
        public void onNotice(Notice notice) {
            notices.add(notice);
        }
    }
}
