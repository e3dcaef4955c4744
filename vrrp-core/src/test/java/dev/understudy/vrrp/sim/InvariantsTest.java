// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.address.KernelPort;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each invariant notices its breach. */
class InvariantsTest {

    /** Same priority and same source: Active for ever in every implementation (A11, F8). */
    @Test
    void twoActives() {
        VirtualLan lan = new VirtualLan(1);
        Invariants.watch(lan);
        lan.host("a", "192.0.2.1").router(Configs.priority(100)).start();
        lan.host("b", "192.0.2.1").router(Configs.priority(100)).start();

        assertThatThrownBy(() -> lan.run(Duration.ofSeconds(20)))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining("2 Actives hear each other")
                .hasMessageContaining("seed 1");
    }

    @Test
    void anAddressWithABackup() {
        Pair pair = Pair.settled();
        pair.b.kernel().add(0, Configs.VIP, 3, true);

        breaks(pair, 2, "b holds 192.0.2.100/24 and is not Active");
    }

    @Test
    void anAddressMissingWithoutANotice() {
        Pair pair = Pair.settled();
        pair.millis(1);
        pair.a.kernel().forget(Configs.VIP);
        pair.lan.inject(pair.a, VirtualAddress.literal("192.0.2.9"), 255, new byte[4]);

        assertThatThrownBy(() -> pair.millis(1)).hasMessageContaining("a believes that it holds 192.0.2.100/24");
    }

    @Test
    void anAddressWithoutALease() {
        Pair pair = Pair.settled();
        pair.a.kernel().add(0, Configs.VIP, KernelPort.FOREVER, false);
        pair.a.crash();

        breaks(pair, 6, "a has been dead for");
    }

    @Test
    void aForeignAddressRemoved() {
        Pair pair = Pair.of(Configs.priority(110), Configs.priority(100));
        pair.a.kernel().configure(Configs.VIP);

        assertThatThrownBy(() -> pair.a.kernel().remove(0, Configs.VIP)).hasMessageContaining("(K4)");
        assertThatThrownBy(() -> pair.a.kernel().add(0, Configs.VIP, 3, false)).hasMessageContaining("(K4)");
    }

    @Test
    void aBurst() {
        Pair pair = Pair.settled();
        pair.lan.transmit(pair.a, advert(110));

        assertThatThrownBy(() -> pair.lan.transmit(pair.a, advert(110)))
                .hasMessageContaining("three advertisements in less than one interval");
    }

    @Test
    void anAdvertFromABackup() {
        Pair pair = Pair.settled();
        pair.lan.transmit(pair.b, advert(100));

        breaks(pair, 2, "b has advertised as if it were becoming Active");
    }

    private static Packet advert(int priority) {
        ByteBuffer message = ByteBuffer.allocate(12).put(1, (byte) 7).put(2, (byte) priority);
        return new Packet(AddressFamily.IPV4, 0, 1, 255, message);
    }

    private static void breaks(Pair pair, long seconds, String message) {
        assertThatThrownBy(() -> pair.seconds(seconds))
                .isInstanceOf(InvariantViolation.class)
                .hasMessageContaining(message);
    }
}
