// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryLockTest {
    private static final String INITIAL = "         0          0 4294967295\n";
    private static final String ROOTLESS = "         0       1000          1\n";

    @Test
    void readsTheSoftLimit() throws IOException {
        assertThat(MemoryLock.parseLimit(List.of(
                        "Limit                     Soft Limit           Hard Limit           Units     ",
                        "Max locked memory         65536                unlimited            bytes     ")))
                .isEqualTo("65536");
        assertThat(MemoryLock.parseLimit(
                        List.of("Max locked memory         unlimited            unlimited            bytes     ")))
                .isEqualTo("unlimited");
    }

    @Test
    void aFileWithoutTheLimitIsNoLicence() {
        assertThatThrownBy(() -> MemoryLock.parseLimit(List.of("Max processes  unlimited  unlimited  processes")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Max locked memory");
    }

    @Test
    void needsNoLimitOrTheCapabilityOfTheInitialUserNamespace() {
        assertThat(MemoryLock.mayLockWithoutLimit("unlimited", false, ROOTLESS)).isTrue();
        assertThat(MemoryLock.mayLockWithoutLimit("8388608", true, INITIAL)).isTrue();
        assertThat(MemoryLock.mayLockWithoutLimit("8388608", true, ROOTLESS)).isFalse();
        assertThat(MemoryLock.mayLockWithoutLimit("8388608", false, INITIAL)).isFalse();
    }
}
