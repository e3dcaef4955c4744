// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterConfigBuilder;
import dev.understudy.vrrp.VrrpVersion;
import dev.understudy.vrrp.wire.IpBits;
import dev.understudy.vrrp.wire.PacketContext;
import dev.understudy.vrrp.wire.Verdict;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated packets against three Actives (link 0) and three Backups (link 1) of priority 254, one each of version 2 with
 * password, version 3, and IPv6. Every verdict must be the one that the rules give by hand. What the rules accept is kept to priorities
 * 1..253, which are answered or outwaited (A11, B10), so that no packet of all may move a timer or change a state.
 */
class TenMillionPacketsTest {
    private static final int PACKETS = Integer.getInteger("understudy.packets", 10_000_000);
    private static final String OWN4 = "192.0.2.10";
    private static final String OWN6 = "fe80::10";
    private static final byte[] GROUP4 = PacketBuilder.bytes("224.0.0.18");
    private static final byte[] GROUP6 = PacketBuilder.bytes("ff02::12");
    private static final byte[] SOURCE4 = PacketBuilder.bytes("192.0.2.0");
    private static final byte[] SOURCE6 = PacketBuilder.bytes("fe80::");

    private final Rig rig = new Rig(config(0, 51, VrrpVersion.V2), config(0, 52, VrrpVersion.V3));
    private final VrrpEngine engine = rig.engine;
    private final RulesByHand rules;
    private final SplittableRandom random = new SplittableRandom(9568);
    private final ByteBuffer buffer = ByteBuffer.allocate(512);
    private final byte[] message = new byte[512];
    private final PacketContext context = new PacketContext();
    private final Map<Verdict, Long> expected = new EnumMap<>(Verdict.class);
    private final byte[][] sound = {
        PacketBuilder.v2("192.0.2.9")
                .vrid(51)
                .password("s3cret")
                .address("198.51.100.1")
                .build(),
        PacketBuilder.v3("192.0.2.9").vrid(52).address("198.51.100.1").build(),
        PacketBuilder.v6("fe80::9").vrid(53).address("fe80::1:1", "2001:db8::1").build(),
        PacketBuilder.v3("192.0.2.9")
                .vrid(52)
                .address("198.51.100.1", "198.51.100.2")
                .build(),
        PacketBuilder.v2("192.0.2.9").vrid(54).address("198.51.100.1").build(),
    };
    private long deadline;
    private int skipped;

    TenMillionPacketsTest() {
        byte[] password = java.util.Arrays.copyOf("s3cret".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 8);
        byte[] own4 = PacketBuilder.bytes(OWN4);
        byte[] own6 = PacketBuilder.bytes(OWN6);
        rules = new RulesByHand(
                new RulesByHand.Router(0, false, 51, 2, 1, password, own4),
                new RulesByHand.Router(0, false, 52, 3, 0, null, own4),
                new RulesByHand.Router(0, true, 53, 3, 0, null, own6),
                new RulesByHand.Router(1, false, 51, 2, 1, password, own4),
                new RulesByHand.Router(1, false, 52, 3, 0, null, own4),
                new RulesByHand.Router(1, true, 53, 3, 0, null, own6));
        engine.add(config(0, 53, VrrpVersion.V3), 0);
        engine.add(config(1, 51, VrrpVersion.V2), 1);
        engine.add(config(1, 52, VrrpVersion.V3), 1);
        engine.add(config(1, 53, VrrpVersion.V3), 1);
    }

    private static VirtualRouterConfig config(int link, int vrid, VrrpVersion version) {
        VirtualRouterConfigBuilder builder =
                VirtualRouterConfig.builder("eth" + link, vrid).version(version).priority(254);
        if (version == VrrpVersion.V2) {
            builder.password(new SimplePassword("s3cret"));
        }
        return vrid == 53
                ? builder.address("fe80::1:1/64").address("2001:db8::1/64").build()
                : builder.address("198.51.100.1/24").build();
    }

    @Test
    void nothingIsThrownNothingMovesAndTheCountersSayWhy() {
        start();
        for (int i = 0; i < PACKETS; i++) {
            deliver(i, i % 3 == 0 ? randomMessage() : mutatedMessage());
        }
        assertThat(skipped).isLessThan(PACKETS / 50);
        assertThat(rig.transitions).hasSize(9);
        // A11, version 3 only: each of two Actives has at most eight answers to give in the one instant this takes.
        assertThat(rig.effects.size()).isLessThanOrEqualTo(2 * Peers.MOST);
        assertThat(counted()).isEqualTo(expected);
        assertThat(expected.keySet()).containsExactlyInAnyOrder(Verdict.values());
    }

    private void start() {
        for (int i = 0; i < 6; i++) {
            rig.source(i, engine.config(i).id().family() == AddressFamily.IPV6 ? OWN6 : OWN4);
        }
        for (int i = 0; i < 3; i++) {
            engine.start(i, rig.now);
        }
        rig.pass(3_100);
        for (int i = 3; i < 6; i++) {
            engine.start(i, rig.now);
        }
        deadline = engine.deadlineNanos();
        rig.takeEffects();
    }

    /** Any length and any bytes, half of them with a first byte that is worth looking at. */
    private int randomMessage() {
        int length = random.nextInt(random.nextInt(4) == 0 ? 300 : 64);
        for (int i = 0; i < length; i++) {
            message[i] = (byte) random.nextInt();
        }
        if (length >= 2 && random.nextBoolean()) {
            message[0] = (byte) (random.nextBoolean() ? 0x21 : 0x31);
            message[1] = (byte) (50 + random.nextInt(5));
        }
        return length;
    }

    /** A sound packet with some bytes changed, cut or padded, the checksum made right again more often than not. */
    private int mutatedMessage() {
        byte[] original = sound[random.nextInt(sound.length)];
        System.arraycopy(original, 0, message, 0, original.length);
        int length = original.length;
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(length);
            message[at] = (byte) (random.nextBoolean() ? random.nextInt() : message[at] ^ 1 << random.nextInt(8));
        }
        if (random.nextInt(16) == 0) {
            message[4 + random.nextInt(2)] = 0;
        }
        if (random.nextInt(32) == 0) {
            message[3] = 0;
            length = 8 + (message[0] == 0x21 ? 8 : 0);
        }
        return random.nextInt(8) == 0 ? random.nextInt(length + 8) : length;
    }

    private void deliver(int number, int length) {
        boolean v6 = length > 1 && message[1] == 53 ? random.nextInt(8) != 0 : random.nextInt(8) == 0;
        int link = random.nextInt(64) == 0 ? 2 : random.nextInt(2);
        int ttl = random.nextInt(32) == 0 ? random.nextInt(256) : 255;
        byte[] source = source(v6);
        byte[] group = v6 ? GROUP6 : GROUP4;
        if (length >= 8 && random.nextInt(4) != 0) {
            boolean pseudo = v6 || message[0] != 0x21 && random.nextBoolean();
            RulesByHand.mend(message, length, source, group, pseudo);
        }
        RulesByHand.Router router = rules.router(message, length, link, v6);
        Verdict verdict = rules.verdict(router, message, length, v6, ttl, source, group);
        if (verdict == Verdict.ACCEPTED && (message[2] == 0 || (message[2] & 0xff) >= 254)) {
            skipped++;
            return;
        }
        expected.merge(verdict, 1L, Long::sum);
        fill(v6, source, link, ttl);
        buffer.put(20, message, 0, length);
        Verdict actual = engine.onPacket(buffer, 20, length, context, rig.now);
        if (actual != verdict || engine.deadlineNanos() != deadline) {
            throw new AssertionError("packet " + number + ": " + actual + ", expected " + verdict
                    + ", deadline moved by " + (engine.deadlineNanos() - deadline));
        }
        if (number % 4_096 == 0) {
            assertStates();
        }
    }

    private byte[] source(boolean v6) {
        byte[] source = v6 ? SOURCE6 : SOURCE4;
        // 10 is the own one, in both families (::10 is 16).
        source[source.length - 1] = (byte) (random.nextInt(16) == 0 ? v6 ? 16 : 10 : 200 + random.nextInt(20));
        return source;
    }

    private void fill(boolean v6, byte[] source, int link, int ttl) {
        AddressFamily family = v6 ? AddressFamily.IPV6 : AddressFamily.IPV4;
        ByteBuffer bits = ByteBuffer.wrap(source);
        long high = v6 ? bits.getLong(0) : 0;
        long low = v6 ? bits.getLong(8) : bits.getInt(0) & 0xffff_ffffL;
        context.from(family, high, low, IpBits.groupHigh(family), IpBits.groupLow(family))
                .at(link, ttl, rig.now);
    }

    private void assertStates() {
        for (int i = 0; i < 6; i++) {
            assertThat(engine.state(i)).isEqualTo(i < 3 ? RouterState.ACTIVE : RouterState.BACKUP);
        }
    }

    /** All counters of all routers, and of the packets nobody waited for, by verdict. */
    private Map<Verdict, Long> counted() {
        Map<Verdict, Long> counted = new EnumMap<>(Verdict.class);
        engine.strangers().forEach((name, n) -> counted.merge(Verdict.valueOf(name), n, Long::sum));
        for (int i = 0; i < 6; i++) {
            engine.snapshot(i).rejected().forEach((name, n) -> counted.merge(Verdict.valueOf(name), n, Long::sum));
            counted.merge(Verdict.ACCEPTED, engine.snapshot(i).accepted(), Long::sum);
        }
        return counted;
    }

    /** Every router's own deadline stood still, not only the earliest: each fires exactly when it was due. */
    @Test
    void everyDeadlineStandsStill() {
        start();
        for (int i = 0; i < PACKETS / 100; i++) {
            deliver(i, mutatedMessage());
        }
        rig.takeEffects();
        rig.sent.clear();
        rig.pass(3_100);

        assertThat(rig.sent.stream().filter(s -> s.link() == 0)).hasSize(3 * 3);
        assertThat(rig.sent.stream().filter(s -> s.link() == 1)).hasSize(3);
    }
}
