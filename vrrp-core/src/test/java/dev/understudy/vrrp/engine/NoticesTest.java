// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import static dev.understudy.vrrp.engine.Adverts.HIGH;
import static dev.understudy.vrrp.engine.Adverts.LOW;
import static dev.understudy.vrrp.engine.Adverts.OWN;
import static dev.understudy.vrrp.engine.Adverts.active;
import static dev.understudy.vrrp.engine.Adverts.backup;
import static dev.understudy.vrrp.engine.Adverts.from;
import static dev.understudy.vrrp.engine.Adverts.router;
import static dev.understudy.vrrp.engine.Adverts.v3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.PacketBuilder;
import dev.understudy.vrrp.RouterSnapshot;
import org.junit.jupiter.api.Test;

/** What is told to the operator, and how often: packets can cause one line a minute and kind. */
class NoticesTest {
    @Test
    void r12OtherInterval() {
        Rig rig = backup(router(100).build());
        rig.receive(from(HIGH).priority(200).interval(200).build(), HIGH);

        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.INTERVAL_DIFFERS);
        assertThat(rig.notices.get(0).detail())
                .isEqualTo(HIGH + " advertises every 2000 ms, this router every 1000 ms (R12)");
        assertThat(rig.notices.get(0).atNanos()).isEqualTo(rig.now);
        assertThat(rig.notices.get(0).router()).hasToString("eth0/ipv4/51");
    }

    @Test
    void p2TenTimesTheIntervalIsSuspiciousOnlyBeyond() {
        Rig rig = backup(router(100).build());
        rig.receive(from(HIGH).priority(200).interval(1_000).build(), HIGH);
        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.INTERVAL_DIFFERS);
        rig.receive(from(HIGH).priority(200).interval(1_001).build(), HIGH);

        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.INTERVAL_DIFFERS, Notice.Kind.INTERVAL_SUSPICIOUS);
        assertThat(rig.notices.get(1).detail()).contains("10010 ms").contains("P2");
    }

    @Test
    void r13OtherAddresses() {
        Rig rig = backup(router(100).build());
        rig.receive(PacketBuilder.v3(HIGH).priority(200).address("198.51.100.2").build(), HIGH);

        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.ADDRESSES_DIFFER);
        assertThat(rig.timer()).describedAs("and processed").isEqualTo(3_609_375_000L);
    }

    @Test
    void equalPriorities() {
        Rig rig = backup(router(100).build());
        rig.receive(v3(LOW, 100), LOW);

        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.EQUAL_PRIORITY);
        assertThat(rig.notices.get(0).detail()).startsWith(LOW).contains("100");
    }

    @Test
    void r7AnOwnerIsContested() {
        Rig rig = Rig.started(OWN, router(255).build());
        rig.receive(v3(LOW, 100), LOW);

        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.OWNER_CONTESTED);
        assertThat(rig.takeEffects()).describedAs("processed normally").endsWith("send 255");
    }

    @Test
    void anOrdinaryAdvertIsNotWorthALine() {
        Rig rig = backup(router(100).build());
        rig.pass(1_000).receive(v3(HIGH, 200), HIGH);
        rig.receive(v3(HIGH, 0), HIGH);

        assertThat(rig.notices).isEmpty();
    }

    @Test
    void nothingIsRemarkedBeforeStartup() {
        Rig rig = new Rig(router(100).build());
        rig.source(0, OWN);
        rig.receive(from(LOW).priority(100).interval(4_000).build(), LOW);

        assertThat(rig.notices).isEmpty();
        assertThat(rig.engine.snapshot(0).accepted()).isOne();
    }

    @Test
    void refusalsAreToldOnceAMinuteWithTheirNumber() {
        Rig rig = active(router(100).build());
        byte[] bad = from(LOW).sum(PacketBuilder.Sum.WRONG).build();
        for (int i = 0; i < 1_000; i++) {
            rig.receive(bad, LOW);
        }
        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.REJECTED);
        assertThat(rig.notices.get(0).detail()).isEqualTo("advert from " + LOW + " refused: bad checksum (R5)");
        rig.notices.clear();
        rig.now += 60 * Rig.SECOND - 1;
        rig.receive(bad, LOW);
        assertThat(rig.notices).isEmpty();
        rig.now += 1;
        rig.receive(bad, LOW);
        assertThat(rig.notices.get(0).detail()).endsWith("(R5) (and 1000 more of this kind since the last line)");
        rig.notices.clear();
        rig.now += 60 * Rig.SECOND;
        rig.receive(bad, LOW);
        assertThat(rig.notices.get(0).detail()).endsWith("(R5)");
    }

    /** Many odd adverts, one line for each kind; another kind has its own line. */
    @Test
    void everyKindHasItsOwnLimit() {
        Rig rig = Rig.started(OWN, router(255).build());
        byte[] odd = PacketBuilder.v3(LOW)
                .priority(255)
                .interval(200)
                .address("198.51.100.9")
                .build();
        byte[] slow = PacketBuilder.v3(LOW)
                .priority(255)
                .interval(4_095)
                .address("198.51.100.9")
                .build();
        for (int i = 0; i < 100; i++) {
            rig.receive(odd, LOW);
            rig.receive(slow, LOW);
        }
        for (int i = 0; i < 100; i++) {
            rig.receive(v3(OWN, 255), OWN);
        }
        assertThat(rig.noticeKinds())
                .containsExactlyInAnyOrder(
                        Notice.Kind.OWNER_CONTESTED,
                        Notice.Kind.EQUAL_PRIORITY,
                        Notice.Kind.INTERVAL_DIFFERS,
                        Notice.Kind.INTERVAL_SUSPICIOUS,
                        Notice.Kind.ADDRESSES_DIFFER,
                        Notice.Kind.DUPLICATE_SOURCE);
    }

    @Test
    void stallsAndSendErrorsAreLimitedToo() {
        Rig rig = active(router(100).build());
        rig.freeze(10_000);
        rig.freeze(10_000);
        rig.errno = 1;
        rig.pass(2_000);

        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.STALL, Notice.Kind.SEND_ERROR);
    }

    @Test
    void theFirstAdvertOfAnActiveMayFailToo() {
        Rig rig = backup(router(100).build());
        rig.errno = 105;
        rig.passNanos(rig.timer());

        assertThat(rig.takeEffects()).containsExactly("fail 100", "hold");
        assertThat(rig.noticeKinds()).containsExactly(Notice.Kind.SEND_ERROR);
        assertThat(rig.engine.snapshot(0).sent()).isZero();
    }

    @Test
    void noticesOfOthersGoThroughTheRoutersName() {
        Rig rig = backup(router(100).build());
        rig.engine.notice(0, Notice.Kind.LEASE_LAPSED, "198.51.100.1/24", rig.now);

        assertThat(rig.notices.get(0).kind()).isEqualTo(Notice.Kind.LEASE_LAPSED);
        assertThat(rig.notices.get(0).detail()).isEqualTo("198.51.100.1/24");
    }

    @Test
    void peersAreListedTheLastOneFirstAndTheStalestMakesRoom() {
        Rig rig = backup(router(100).preempt(false).build());
        for (int i = 1; i <= 8; i++) {
            rig.pass(10).receive(v3("192.0.2.10" + i, 40 + i), "192.0.2.10" + i);
        }
        rig.pass(10).receive(v3("192.0.2.102", 99), "192.0.2.102");
        rig.pass(10).receive(v3("192.0.2.109", 50), "192.0.2.109");

        assertThat(rig.engine.snapshot(0).peers())
                .extracting(RouterSnapshot.Peer::address)
                .containsExactly(
                        "192.0.2.109",
                        "192.0.2.102",
                        "192.0.2.108",
                        "192.0.2.107",
                        "192.0.2.106",
                        "192.0.2.105",
                        "192.0.2.104",
                        "192.0.2.103");
        assertThat(rig.engine.snapshot(0).peers().get(1).priority()).isEqualTo(99);
    }

    @Test
    void theChecksumFormOfEachPeerIsCounted() {
        Rig rig = backup(router(100).build());
        rig.pass(1);
        rig.receive(from(LOW).sum(PacketBuilder.Sum.MESSAGE).priority(200).build(), LOW);
        rig.receive(from(LOW).sum(PacketBuilder.Sum.MESSAGE).priority(200).build(), LOW);
        rig.receive(from(LOW).priority(200).build(), LOW);

        assertThat(rig.engine.snapshot(0).peers())
                .containsExactly(new RouterSnapshot.Peer(LOW, 200, 1, 2), new RouterSnapshot.Peer(HIGH, 200, 1, 0));
    }

    /** A new sender in an old entry begins at nothing. */
    @Test
    void aReusedEntryForgetsItsCounts() {
        Rig rig = backup(router(100).preempt(false).build());
        rig.receive(from(LOW).sum(PacketBuilder.Sum.MESSAGE).build(), LOW);
        for (int i = 1; i <= 8; i++) {
            rig.pass(10).receive(v3("192.0.2.10" + i, 40), "192.0.2.10" + i);
        }
        assertThat(rig.engine.snapshot(0).peers()).allMatch(p -> p.pseudoHeader() == 1 && p.messageOnly() == 0);
    }
}
