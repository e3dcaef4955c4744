// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.conf.ConfOptions;
import dev.understudy.vrrp.conf.ConfiguredRouter;
import dev.understudy.vrrp.conf.Diagnostic;
import dev.understudy.vrrp.conf.KeepalivedConf;
import dev.understudy.vrrp.conf.PairCheck;
import dev.understudy.vrrp.conf.PolledCheck;
import dev.understudy.vrrp.conf.Repair;
import dev.understudy.vrrp.conf.TrackedCheck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pair in {@code examples/tutorial} is what the repair makes of the published one, and reads as it should. */
class TutorialTest {
    @Test
    void theFilesAreWhatTheRepairWrites() {
        Repair repair = Repair.of(read(Tutorial.original()));
        assertThat(repair.obstacles()).isEmpty();
        assertThat(repair.files())
                .extracting(Repair.File::text)
                .containsExactly(
                        Tutorial.text(Tutorial.repaired().get(0)),
                        Tutorial.text(Tutorial.repaired().get(1)));
    }

    @Test
    void whatRemainsToBeRemarkedIsWhatBothNodesHaveToChangeTogether() {
        List<KeepalivedConf> nodes = read(Tutorial.repaired());
        assertThat(PairCheck.compare(nodes)).isEmpty();
        assertThat(nodes)
                .allSatisfy(node -> assertThat(node.diagnostics())
                        .extracting(Diagnostic::toString)
                        .satisfiesExactly(
                                first ->
                                        assertThat(first).contains("lint: a dead Active is noticed after 2.6 to 3.6 s"),
                                second -> assertThat(second).contains("lint: the password travels in the clear")))
                .extracting(node -> node.routers().get(0).config().priority())
                .containsExactly(101, 100);
        assertThat(nodes)
                .allSatisfy(
                        node -> assertThat(node.routers().get(0).config()).returns(false, config -> config.preempt()));
    }

    @Test
    void theCheckIsSupervisedAndItsFailureIsAFault() {
        ConfiguredRouter router = read(Tutorial.repaired()).get(0).routers().get(0);
        TrackedCheck tracked = router.checks().get(0);
        assertThat(tracked.weight()).isZero();
        PolledCheck check = (PolledCheck) tracked.check();
        assertThat(check.restart().orElseThrow().argv())
                .containsExactly("/usr/local/haproxy/sbin/haproxy", "-f", "/etc/haproxy/haproxy.cfg");
    }

    private static List<KeepalivedConf> read(List<Path> files) {
        return files.stream()
                .map(file -> KeepalivedConf.read(file, ConfOptions.ofThisHost()))
                .toList();
    }
}
