// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The parts of the lab that need no Linux. */
class LabPartsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long MILLI = 1_000_000;

    @Test
    void addressesAreReadWithTheirLease() {
        String shown = """
                1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
                2: eno1    inet 10.0.0.1/24 brd 10.0.0.255 scope global secondary eno1\\       valid_lft forever preferred_lft forever
                2: eno1    inet 10.0.0.30/32 scope global dynamic eno1\\       valid_lft 2sec preferred_lft 2sec
                3: vrrp.7    inet 10.0.0.5 peer 10.0.0.6/32 scope global vrrp.7\\       valid_lft forever preferred_lft forever
                2: eno1    inet6 fe80::30/128 scope link nodad deprecated \\       valid_lft forever preferred_lft 0sec
                """;
        assertThat(HostAddress.parse(shown))
                .containsExactly(
                        new HostAddress("lo", "127.0.0.1", 8, OptionalLong.empty()),
                        new HostAddress("eno1", "10.0.0.1", 24, OptionalLong.empty()),
                        new HostAddress("eno1", "10.0.0.30", 32, OptionalLong.of(2)),
                        new HostAddress("vrrp.7", "10.0.0.5", 32, OptionalLong.empty()),
                        new HostAddress("eno1", "fe80::30", 128, OptionalLong.empty()));
    }

    @Test
    void aRemovalIsTold() {
        String line = "[2026-11-23T13:12:41.830142] Deleted 3: d0    inet 10.1.1.2/32 scope global dynamic d0\\"
                + "       valid_lft 0sec preferred_lft 0sec";
        assertThat(AddressMonitor.parse(line).orElseThrow())
                .returns(false, AddressMonitor.Notice::present)
                .returns("13:12:41.830142", notice -> WallClock.show(notice.timeNanos()))
                .returns("10.1.1.2", notice -> notice.address().address());
    }

    @Test
    void whatIsMissingSkipsLoudlyAndInCiFails() {
        String remedy = "apt-get install keepalived";
        List<String> said = new ArrayList<>();
        assertThatCode(() -> Needs.check(true, true, "keepalived", remedy, said::add))
                .doesNotThrowAnyException();
        assertThat(said).isEmpty();
        assertThatThrownBy(() -> Needs.check(false, false, "keepalived", remedy, said::add))
                .isInstanceOf(TestAbortedException.class);
        assertThat(said).containsExactly("SKIPPED: keepalived is missing: apt-get install keepalived");
        assertThatThrownBy(() -> Needs.check(false, true, "keepalived", remedy, said::add))
                .isInstanceOf(AssertionError.class)
                .hasMessage("missing with CI=true: keepalived: apt-get install keepalived");
    }

    @Test
    void theFormulasAreThoseOfTheProtocol() {
        assertThat(Intervals.downV2Nanos(100, 1)).isEqualTo(3_609_375_000L);
        assertThat(Intervals.skewV2Nanos(100)).isEqualTo(609_375_000L);
        assertThat(Intervals.downV3Nanos(254, 100)).isEqualTo(3_007_812_500L);
        assertThat(Intervals.skewV3Nanos(100, 10)).isEqualTo(60_937_500L);
    }

    @Test
    void anIntervalMayBeFivePerCentEarlyAndASecondLate() {
        assertThatCode(() -> Intervals.within("it", 950 * MILLI, 1000 * MILLI)).doesNotThrowAnyException();
        assertThatCode(() -> Intervals.within("it", 2000 * MILLI, 1000 * MILLI)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Intervals.within("it", 950 * MILLI - 1, 1000 * MILLI))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Intervals.within("it", 2001 * MILLI, 1000 * MILLI))
                .hasMessage("it took 2001.000 ms, outside [950.000 ms, 2000.000 ms] around the formula's 1000.000 ms"
                        + " (off by 1001.000 ms)");
    }

    @Test
    void aFeedWaitsForWhatComesAndShowsWhatCameInstead() {
        Feed<String> feed = new Feed<>("letters");
        feed.add("a");
        CompletableFuture<String> found = CompletableFuture.supplyAsync(() -> feed.await("b", SOON, "b"::equals));
        feed.add("b");
        assertThat(found).succeedsWithin(SOON).isEqualTo("b");
        assertThatThrownBy(() -> feed.awaitFrom(1, "an a", Duration.ofMillis(1), "a"::equals))
                .isInstanceOf(AssertionError.class)
                .hasMessage("letters: within 1 ms it did not show an a; the last 2 of 2:\n    a\n    b");
        feed.end();
        assertThatThrownBy(() -> feed.await("a c", SOON, "c"::equals)).hasMessageContaining("it ended without a c");
    }

    @Test
    void ipv6IsWrittenAsIpDoes() {
        for (String address :
                new String[] {"::", "::1", "fe80::ff:fe00:1", "1:0:0:2::3", "1::2:0:0:3", "fd00::", "1:2:3:4:5:6:7:8"
                }) {
            assertThat(Octets.ip(Octets.ip(address))).isEqualTo(address);
        }
    }
}
