// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HostFactsTest {
    @Test
    void capabilitiesAreReadBitByBit() throws Exception {
        Capabilities some = Capabilities.parse(List.of("CapPrm:\t000001ffffffffff", "CapEff:\t0000000000003000"));
        assertThat(some.netAdmin()).isTrue();
        assertThat(some.netRaw()).isTrue();
        assertThat(some.sysNice()).isFalse();
        assertThat(Capabilities.parse(List.of("CapEff:\t0000000000002000")).netAdmin())
                .isFalse();
        assertThat(Capabilities.parse(List.of("CapEff:\t0000000000001000")).netRaw())
                .isFalse();
        assertThat(Capabilities.parse(List.of("CapEff:\tffffffffffffffff")).sysNice())
                .isTrue();
    }

    @Test
    void statusThatIsNotAsDocumentedIsRefused() {
        assertThatThrownBy(() -> Capabilities.parse(List.of("Name:\tjava")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CapEff");
        assertThatThrownBy(() -> Capabilities.parse(List.of("CapEff:\tnone")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none");
    }

    @Test
    void startTimeIsFoundBehindACommandWithParentheses() throws Exception {
        String after = " S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20";
        assertThat(ProcFacts.parseStartTicks("99 (java)" + after)).isEqualTo(4711);
        assertThat(ProcFacts.parseStartTicks("99 (a) b (c)" + after)).isEqualTo(4711);
        assertThatThrownBy(() -> ProcFacts.parseStartTicks("99 (java) S 1")).isInstanceOf(IOException.class);
    }

    @Test
    void namespaceIsTheNumberInTheLink() throws Exception {
        assertThat(ProcFacts.parseNamespace("net:[4026531840]")).isEqualTo(4026531840L);
        assertThatThrownBy(() -> ProcFacts.parseNamespace("mnt:[1]")).isInstanceOf(IOException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessIsFound() throws Exception {
        assertThat(ProcFacts.bootId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(ProcFacts.networkNamespace()).isPositive();
        assertThat(ProcFacts.startTicks(ProcFacts.pid()).getAsLong()).isPositive();
        assertThat(ProcFacts.startTicks(ProcFacts.pid())).isEqualTo(ProcFacts.startTicks(ProcFacts.pid()));
        assertThat(ProcFacts.startTicks(Integer.MAX_VALUE)).isEmpty(); // beyond the kernel's limit of pids
        Capabilities.read();
    }

    @Test
    void errorsAreNamed() {
        assertThat(Errno.describe(Errno.EADDRNOTAVAIL))
                .isEqualTo("EADDRNOTAVAIL (99): Cannot assign requested address");
        assertThat(Errno.describe(1)).isEqualTo("EPERM (1): Operation not permitted");
        assertThat(Errno.describe(133)).isEqualTo("EHWPOISON (133): Memory page has hardware error");
        assertThat(Errno.describe(4711)).isEqualTo("errno 4711");
        KernelException refused = new KernelException("bind", Errno.EPERM);
        assertThat(refused).hasMessage("bind: EPERM (1): Operation not permitted");
        assertThat(refused.errno()).isEqualTo(Errno.EPERM);
    }

    @Test
    void otherPlatformsAreRefusedInWords() {
        assertThatThrownBy(() -> NativeAccess.requireSupported("Mac OS X", "aarch64"))
                .isInstanceOf(NativeAccessException.class)
                .hasMessageContaining("needs Linux")
                .hasMessageContaining("Mac OS X")
                .hasMessageContaining("simulator");
        assertThatThrownBy(() -> NativeAccess.requireSupported("Linux", "i386"))
                .isInstanceOf(NativeAccessException.class)
                .hasMessageContaining("64-bit")
                .hasMessageContaining("i386");
        NativeAccess.requireSupported("Linux", "amd64");
        NativeAccess.requireSupported("Linux", "aarch64");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nativeCodeLoadsHere() {
        NativeAccess.load();
        NativeAccess.load();
    }
}
