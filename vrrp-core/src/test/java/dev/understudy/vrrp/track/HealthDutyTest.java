// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.engine.AddressPort;
import dev.understudy.vrrp.engine.AdvertPort;
import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.engine.VrrpEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a report to the real engine. */
class HealthDutyTest {
    private static final long NOW = 1_000_000_000_000L;

    private final List<String> notices = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private final VrrpEngine engine = new VrrpEngine(new NoAdverts(), new NoAddresses(), new Log());
    private int woken;
    private final HealthDuty duty = new HealthDuty(engine, () -> woken++);
    private final Tracker web = new Tracker("web", 1, 1);
    private final Tracker app = new Tracker("app", 1, 1);

    private int router(int vrid, Tracked... tracked) {
        int router = engine.add(
                VirtualRouterConfig.builder("eth0", vrid).address("192.0.2.1").build(), 0);
        // Any address but 0 will do.
        engine.onSource(router, 1, 1, NOW);
        duty.track(router, List.of(tracked), NOW);
        engine.start(router, NOW);
        return router;
    }

    private int priority(int router) {
        return engine.snapshot(router).priority();
    }

    @Test
    void unknownHealthHoldsTheRouterBack() {
        int router = router(1, Tracked.asFault(web));
        assertThat(engine.state(router)).isEqualTo(RouterState.INITIALIZE);
        web.report(true, "well");
        assertThat(woken).isEqualTo(1);
        duty.perform(NOW + 1);
        assertThat(engine.state(router)).isEqualTo(RouterState.BACKUP);
        assertThat(notices).contains("CHECK web is UP: well");
    }

    @Test
    void downIsAFaultAndUpEndsIt() {
        int router = router(1, Tracked.asFault(web));
        web.report(true, "well");
        duty.perform(NOW + 1);
        web.report(false, "refused");
        duty.perform(NOW + 2);
        assertThat(engine.state(router)).isEqualTo(RouterState.INITIALIZE);
        assertThat(causes).endsWith(Cause.CHECK_FAILED);
        web.report(true, "well");
        duty.perform(NOW + 3);
        assertThat(engine.state(router)).isEqualTo(RouterState.BACKUP);
    }

    @Test
    void everyTrackerWithoutWeightMustBeUp() {
        int router = router(1, Tracked.asFault(web), Tracked.asFault(app));
        web.report(true, "well");
        duty.perform(NOW + 1);
        assertThat(engine.state(router)).isEqualTo(RouterState.INITIALIZE);
        app.report(true, "well");
        duty.perform(NOW + 2);
        assertThat(engine.state(router)).isEqualTo(RouterState.BACKUP);
    }

    @Test
    void weightChangesThePriorityOfEveryRouterThatTracks() {
        int plus = router(1, new Tracked(web, 20, false));
        int minus = router(2, new Tracked(web, -30, false));
        int none = router(3);
        assertThat(woken).isZero();
        web.report(false, "refused");
        assertThat(woken).as("once for both").isEqualTo(1);
        duty.perform(NOW + 1);
        assertThat(List.of(priority(plus), priority(minus), priority(none))).containsExactly(100, 70, 100);
        web.report(true, "well");
        duty.perform(NOW + 2);
        assertThat(List.of(priority(plus), priority(minus), priority(none))).containsExactly(120, 100, 100);
    }

    @Test
    void heartbeatThatStopsIsNoticedWithoutAReport() {
        int router = router(1, Tracked.asFault(app));
        app.heartbeat(1_000, NOW);
        duty.perform(NOW);
        assertThat(engine.state(router)).isEqualTo(RouterState.BACKUP);
        assertThat(duty.deadlineNanos()).isEqualTo(NOW + 1_000);
        app.heartbeat(1_000, NOW + 900);
        duty.perform(NOW + 1_000);
        assertThat(engine.state(router)).as("renewed in time").isEqualTo(RouterState.BACKUP);
        assertThat(duty.deadlineNanos()).isEqualTo(NOW + 1_900);
        duty.perform(NOW + 1_900);
        assertThat(engine.state(router)).isEqualTo(RouterState.INITIALIZE);
        assertThat(duty.deadlineNanos()).isEqualTo(Duty.NEVER);
    }

    @Test
    void aShorterHeartbeatMovesTheNextLookForward() {
        int router = router(1, Tracked.asFault(app));
        app.heartbeat(600_000, NOW);
        duty.perform(NOW);
        app.heartbeat(5_000, NOW);
        duty.perform(NOW);
        assertThat(duty.deadlineNanos()).isEqualTo(NOW + 5_000);
        duty.perform(NOW + 5_000);
        assertThat(engine.state(router)).isEqualTo(RouterState.INITIALIZE);
    }

    @Test
    void aClosedDutyIsWokenNoMore() {
        router(1, Tracked.asFault(web));
        duty.close();
        web.report(true, "well");
        assertThat(woken).isZero();
    }

    @Test
    void twoEnginesCanShareATracker() {
        router(1, Tracked.asFault(web));
        List<String> others = new ArrayList<>();
        VrrpEngine other = new VrrpEngine(new NoAdverts(), new NoAddresses(), new Log());
        HealthDuty second = new HealthDuty(other, () -> others.add("woken"));
        int router = other.add(
                VirtualRouterConfig.builder("eth0", 1).address("192.0.2.1").build(), 0);
        second.track(router, List.of(Tracked.asFault(web)), NOW);
        web.report(true, "well");
        assertThat(woken).isEqualTo(1);
        assertThat(others).hasSize(1);
    }

    @Test
    void nothingIsToldTwice() {
        router(1, Tracked.asFault(web));
        web.report(true, "well");
        duty.perform(NOW + 1);
        List<String> told = List.copyOf(notices);
        web.report(true, "still well");
        duty.perform(NOW + 2);
        assertThat(notices).isEqualTo(told);
    }

    private final class Log implements VrrpListener {
        @Override
        public void onTransition(Transition transition) {
            causes.add(transition.cause());
        }

        @Override
        public void onNotice(Notice notice) {
            notices.add(notice.kind() + " " + notice.detail());
        }
    }

    private static final class NoAdverts implements AdvertPort {
        private final ByteBuffer buffer = ByteBuffer.allocate(1500);

        @Override
        public ByteBuffer buffer() {
            return buffer;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public int send(int link, AddressFamily family, long sourceHigh, long sourceLow, int length) {
            return 0;
        }
    }

    private static final class NoAddresses implements AddressPort {
        @Override
        public void hold(int router, long nowNanos) {}

        @Override
        public void unhold(int router, long nowNanos) {}

        @Override
        public void advertised(int router, long nowNanos) {}
    }
}
