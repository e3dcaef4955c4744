// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class ManagementTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final AtomicInteger asked = new AtomicInteger();
    private final ManagedRuntime bean = new ManagedRuntime(
            () -> {
                asked.incrementAndGet();
                return new LoopStats(1, 2, 3, 4, 5, 6_000, 7_000, 8_000, 9_999);
            },
            () -> Map.of("eno1/ipv4/167", "ACTIVE"));

    private static ObjectName id(int id) throws Exception {
        return new ObjectName("dev.understudy:type=VrrpRuntime,id=" + id);
    }

    @Test
    void showsEveryFigureAndIsGoneAfterClose() throws Exception {
        try (Management management = new Management()) {
            management.show(bean);
            VrrpRuntimeMXBean seen = JMX.newMXBeanProxy(SERVER, id(1), VrrpRuntimeMXBean.class);
            assertThat(new long[] {
                        seen.getTurns(),
                        seen.getPackets(),
                        seen.getDrops(),
                        seen.getStalls(),
                        seen.getLateAdverts(),
                        seen.getLatenessP50Micros(),
                        seen.getLatenessP99Micros(),
                        seen.getLatenessP999Micros(),
                        seen.getLatenessMaxMicros()
                    })
                    .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(seen.getRouterStates()).isEqualTo(Map.of("eno1/ipv4/167", "ACTIVE"));
            assertThat(SERVER.getAttribute(id(1), "RouterStates")).isInstanceOf(TabularData.class);
            assertThat(SERVER.getAttributes(id(1), new String[] {"Turns", "Drops", "Stalls"}))
                    .hasSize(3);
            assertThat(asked.get()).as("snapshots for twelve figures").isBetween(1, 6);
        }
        assertThat(SERVER.isRegistered(id(1))).isFalse();
    }

    @Test
    void severalRuntimesDoNotCollideAndAnotherMayHaveTheName() throws Exception {
        SERVER.registerMBean(new ManagedRuntime(() -> null, Map::of), id(1));
        Management one = new Management();
        try (Management other = new Management()) {
            one.show(bean);
            other.show(new ManagedRuntime(() -> null, Map::of));
            assertThat(SERVER.isRegistered(id(2))).isTrue();
            assertThat(SERVER.isRegistered(id(3))).isTrue();
            one.close();
            assertThat(SERVER.isRegistered(id(2))).isFalse();
            assertThat(SERVER.isRegistered(id(3))).isTrue();
        } finally {
            one.close();
            SERVER.unregisterMBean(id(1));
        }
        assertThat(SERVER.queryNames(new ObjectName("dev.understudy:*"), null)).isEmpty();
    }

    @Test
    void whatIsClosedBeforeItWasShownIsNeverShown() throws Exception {
        Management management = new Management();
        management.close();
        management.show(bean);
        assertThat(SERVER.isRegistered(id(1))).isFalse();
    }
}
