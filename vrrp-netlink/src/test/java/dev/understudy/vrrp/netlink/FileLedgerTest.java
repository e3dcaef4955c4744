// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.engine.Duty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the file says at every moment of a takeover, which is what a killed process leaves behind. */
@EnabledOnOs(OS.LINUX)
class FileLedgerTest {
    private static final int ROUTERS = 100;

    @TempDir
    Path directory;

    private final List<RouterClaim> claims = new ArrayList<>();
    private FileLedger ledger;

    @BeforeEach
    void begin() throws IOException {
        for (int i = 0; i < ROUTERS; i++) {
            VirtualRouterConfig router = VirtualRouterConfig.builder("eth0", i + 1)
                    .address("192.0.2.1/24")
                    .address("192.0.2.2/24")
                    .build();
            RouterClaim claim = RouterClaim.tryTake(file(i)).orElseThrow();
            claim.begin(LedgerContent.of("b007", 1, router, 1, 1));
            claims.add(claim);
        }
        ledger = new FileLedger(claims);
    }

    @AfterEach
    void end() {
        claims.forEach(RouterClaim::close);
    }

    private Path file(int router) {
        return directory.resolve(router + ".ledger");
    }

    private String marks(int router) throws IOException {
        StringBuilder marks = new StringBuilder();
        LedgerContent.parse(Files.readString(file(router))).entries().forEach(e -> marks.append(e.mark()));
        return marks.toString();
    }

    @Test
    void aTakeoverFindsOnRecordWhatItNeedsAndWritesNothing() throws IOException {
        assertThat(marks(0)).isEqualTo("??");
        Files.setLastModifiedTime(file(0), FileTime.fromMillis(1));

        ledger.pending(0, 0);
        ledger.pending(0, 1);
        ledger.bound(0, 0);
        ledger.bound(0, 1);

        assertThat(Files.getLastModifiedTime(file(0)).toMillis()).isOne();
        assertThat(marks(0)).isEqualTo("??");
        ledger.perform(1);
        assertThat(marks(0)).isEqualTo("++");
    }

    @Test
    void whatWasReleasedMayBeBoundAgainWhatWasForeignMayNot() throws IOException {
        ledger.pending(0, 0);
        ledger.bound(0, 0);
        ledger.pending(0, 1);
        ledger.clear(0, 1);
        ledger.perform(1);
        assertThat(marks(0)).isEqualTo("+-");
        ledger.clear(0, 0);
        ledger.perform(2);
        assertThat(marks(0)).isEqualTo("?-");
    }

    @Test
    void whatWasLostAndIsPutBackStaysOnRecordAsBound() throws IOException {
        ledger.pending(0, 0);
        ledger.bound(0, 0);
        ledger.perform(1);
        Files.setLastModifiedTime(file(0), FileTime.fromMillis(1));

        ledger.pending(0, 0);
        assertThat(marks(0)).isEqualTo("+?");
        ledger.bound(0, 0);
        ledger.perform(2);
        assertThat(Files.getLastModifiedTime(file(0)).toMillis()).isOne();
    }

    /** The kernel takes any byte but a slash and white space for an interface's name. */
    @Test
    void anInterfaceMayHaveAnyName() throws IOException {
        VirtualRouterConfig router = VirtualRouterConfig.builder("b\u00fcro0", 1)
                .address("192.0.2.1/24")
                .build();
        try (RouterClaim claim = RouterClaim.tryTake(file(ROUTERS)).orElseThrow()) {
            claim.begin(LedgerContent.of("b007", 1, router, 1, 1));
            claim.pending(0);
            claim.bound(0);
            assertThat(claim.write(0)).isZero();
            LedgerContent.Entry entry =
                    LedgerContent.parse(claim.previousText()).entries().get(0);
            assertThat(entry.device()).isEqualTo("b\u00fcro0");
            assertThat(entry.mark()).isEqualTo(LedgerContent.BOUND);
        }
    }

    /** It said that the address is somebody else's: that it may be ours has to be there before it is. */
    @Test
    void whatWasForeignIsOnRecordBeforeItIsBound() throws IOException {
        ledger.pending(0, 0);
        ledger.clear(0, 0);
        ledger.perform(1);

        ledger.pending(0, 0);

        assertThat(marks(0)).isEqualTo("??");
    }

    @Test
    void thousandsOfMarksAreWrittenInManyTurns() throws IOException {
        for (int i = 0; i < ROUTERS; i++) {
            ledger.bound(i, 0);
        }
        assertThat(ledger.deadlineNanos()).isNotEqualTo(Duty.NEVER);

        ledger.perform(5);
        int first = written();
        assertThat(first).isBetween(1, ROUTERS - 1);
        assertThat(ledger.deadlineNanos()).isEqualTo(5);
        ledger.perform(6);

        assertThat(written()).isEqualTo(ROUTERS);
        assertThat(ledger.deadlineNanos()).isEqualTo(Duty.NEVER);
    }

    private int written() throws IOException {
        int written = 0;
        for (int i = 0; i < ROUTERS; i++) {
            written += marks(i).equals("+?") ? 1 : 0;
        }
        return written;
    }

    @Test
    void whatIsStillHeldStaysInTheFileAndNothingElseDoes() throws IOException {
        ledger.pending(0, 0);
        ledger.bound(0, 0);
        ledger.pending(1, 0);
        ledger.bound(1, 0);
        ledger.clear(1, 0);
        ledger.pending(2, 0);

        end();

        assertThat(marks(0)).as("written late, not never").isEqualTo("+?");
        assertThat(file(1)).doesNotExist();
        assertThat(marks(2)).as("asked for and not answered").isEqualTo("??");
        assertThat(file(3)).doesNotExist();
    }

    @Test
    void aMarkThatCannotBeWrittenIsReportedOnce() {
        List<String> troubles = new ArrayList<>();
        ledger.reportTo((router, text) -> troubles.add(router + ": " + text));
        claims.get(7).close();

        ledger.bound(7, 0);
        ledger.bound(7, 1);
        ledger.perform(1);

        assertThat(troubles).hasSize(1);
        assertThat(troubles.get(0)).startsWith("7: writing the ledger " + file(7) + ": EBADF");
    }
}
