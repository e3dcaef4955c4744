// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@code tcpdump -vv} makes of the adverts that reach a host: a third opinion, from neither implementation. */
final class DecodedAdverts {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final LabProcess tcpdump;

    private DecodedAdverts(LabProcess tcpdump) {
        this.tcpdump = tcpdump;
    }

    static DecodedAdverts capture(LabHost host) {
        LabProcess process = host.start(
                "tcpdump", "-i", host.interfaceName(), "-l", "-n", "-t", "-vv", "ip proto 112 and multicast");
        process.awaitLine("listening on", SOON);
        return new DecodedAdverts(process);
    }

    /** The adverts and resignations of both read the same but for source and priority, and tcpdump has no complaint about any. */
    void assertAlikeButForTheSender(LabHost one, LabHost two) {
        Set<String> ofOne = decoded(one);
        assertThat(ofOne).isNotEmpty().isEqualTo(decoded(two));
        assertThat(String.join(" ", ofOne)).doesNotContain("bad", "invalid", "[|vrrp]");
    }

    /** Two lines each: the IP header, whose id is the kernel's affair, and the message. */
    private Set<String> decoded(LabHost host) {
        List<String> lines = tcpdump.text().lines().toList();
        return IntStream.range(1, lines.size())
                .filter(i -> lines.get(i).strip().startsWith(host.primaryAddress() + " > "))
                .mapToObj(i -> lines.get(i - 1) + lines.get(i))
                .map(text -> text.replace(host.primaryAddress(), "SENDER")
                        .replaceAll(" id \\d+,", "")
                        .replaceAll("prio \\d+", "prio P"))
                .collect(Collectors.toSet());
    }
}
