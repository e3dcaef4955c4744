// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.HIGH;
import static dev.understudy.vrrp.engine.Adverts.OWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.wire.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A refused packet changes nothing, whatever it says, in every state; its counter says why. */
class HostileInputTest {
    private static final VirtualRouterConfig V2 =
            Adverts.routerV2(100).password(new SimplePassword("s3cret")).build();
    private static final VirtualRouterConfig V3 = Adverts.router(100).build();

    private record Hostile(String name, byte[] message, String source, int ttl, Verdict verdict) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Hostile wrong(String name, Verdict verdict, byte[] message) {
        return new Hostile(name, message, HIGH, 255, verdict);
    }

    private static PacketBuilder v2(int priority) {
        return PacketBuilder.v2(HIGH).password("s3cret").priority(priority).address("198.51.100.1");
    }

    private static PacketBuilder v3(int priority) {
        return Adverts.from(HIGH).priority(priority);
    }

    /** Each with the priorities that would hurt most: one that takes over, one that resigns. */
    static Stream<Arguments> packets() {
        List<Arguments> all = new ArrayList<>();
        for (int priority : new int[] {0, 255}) {
            version2(priority).forEach(h -> all.add(Arguments.of(V2, h, priority)));
            version3(priority).forEach(h -> all.add(Arguments.of(V3, h, priority)));
        }
        return all.stream();
    }

    private static List<Hostile> version2(int priority) {
        byte[] sound = v2(priority).build();
        return List.of(
                new Hostile("TTL 254", sound, HIGH, 254, Verdict.TTL),
                new Hostile("own, looped", sound, OWN, 255, Verdict.OWN_SOURCE),
                wrong("version 3", Verdict.VERSION, v3(priority).build()),
                wrong("type 2", Verdict.TYPE, v2(priority).type(2).build()),
                wrong("empty", Verdict.LENGTH, new byte[0]),
                wrong("cut in the header", Verdict.LENGTH, Arrays.copyOf(sound, 7)),
                wrong("cut in the list", Verdict.LENGTH, Arrays.copyOf(sound, 18)),
                wrong("one byte too long", Verdict.LENGTH, Arrays.copyOf(sound, 21)),
                wrong("65,000 bytes", Verdict.LENGTH, Arrays.copyOf(sound, 65_000)),
                wrong("CARP", Verdict.LENGTH, carp(priority)),
                wrong(
                        "checksum",
                        Verdict.CHECKSUM,
                        v2(priority).sum(PacketBuilder.Sum.WRONG).build()),
                wrong("count 0", Verdict.NO_ADDRESS, v2(priority).noAddress().build()),
                wrong("interval 0", Verdict.INTERVAL, v2(priority).interval(0).build()),
                wrong("interval 2", Verdict.INTERVAL, v2(priority).interval(2).build()),
                wrong(
                        "password",
                        Verdict.AUTHENTICATION,
                        v2(priority).password("guess").build()),
                wrong(
                        "no authentication",
                        Verdict.AUTHENTICATION,
                        v2(priority).authenticationType(0).build()),
                wrong(
                        "AH",
                        Verdict.AUTHENTICATION,
                        v2(priority).authenticationType(2).build()));
    }

    private static List<Hostile> version3(int priority) {
        byte[] sound = v3(priority).build();
        return List.of(
                new Hostile("TTL 1", sound, HIGH, 1, Verdict.TTL),
                new Hostile("own, looped", Adverts.v3(OWN, priority), OWN, 255, Verdict.OWN_SOURCE),
                wrong("version 2", Verdict.VERSION, v2(priority).build()),
                wrong("version 15", Verdict.VERSION, v3(priority).version(15).build()),
                wrong("type 0", Verdict.TYPE, v3(priority).type(0).build()),
                wrong("cut in the list", Verdict.LENGTH, Arrays.copyOf(sound, 10)),
                wrong("count 255", Verdict.LENGTH, v3(priority).count(255).build()),
                wrong("CARP", Verdict.VERSION, carp(priority)),
                wrong(
                        "checksum",
                        Verdict.CHECKSUM,
                        v3(priority).sum(PacketBuilder.Sum.WRONG).build()),
                wrong("count 0", Verdict.NO_ADDRESS, v3(priority).noAddress().build()),
                wrong(
                        "interval 0",
                        Verdict.ZERO_INTERVAL,
                        v3(priority).interval(0).build()));
    }

    private static byte[] carp(int advskew) {
        byte[] message = new byte[36];
        message[0] = 0x21;
        message[1] = 51;
        message[2] = (byte) advskew;
        message[3] = 7;
        message[5] = 1;
        return PacketBuilder.v2(HIGH).summed(message);
    }

    @ParameterizedTest(name = "{1}, priority {2}")
    @MethodSource("packets")
    void changesNothing(VirtualRouterConfig config, Hostile hostile, int priority) {
        Rig stopped = new Rig(config);
        stopped.source(0, OWN);
        for (Rig rig : List.of(stopped, Rig.started(OWN, config), Adverts.active(config))) {
            rig.now += 123 * Rig.MS;
            rig.transitions.clear();
            RouterState state = rig.state();
            long deadline = rig.engine.deadlineNanos();
            long accepted = rig.engine.snapshot(0).accepted();

            for (int i = 0; i < 3; i++) {
                assertThat(rig.receive(hostile.message, hostile.source, 0, hostile.ttl))
                        .isEqualTo(hostile.verdict);
            }

            assertThat(rig.state()).isEqualTo(state);
            assertThat(rig.engine.deadlineNanos()).isEqualTo(deadline);
            assertThat(rig.effects).isEmpty();
            assertThat(rig.transitions).isEmpty();
            assertThat(rig.engine.snapshot(0).accepted()).isEqualTo(accepted);
            assertCounted(rig, hostile);
        }
    }

    /** What is too short for a VRID belongs to nobody. */
    private static void assertCounted(Rig rig, Hostile hostile) {
        Map<String, Long> counts = hostile.message.length < 2
                ? rig.engine.strangers()
                : rig.engine.snapshot(0).rejected();
        assertThat(counts).isEqualTo(Map.of(hostile.verdict.name(), 3L));
    }
}
