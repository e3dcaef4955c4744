// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterConfigBuilder;
import dev.understudy.vrrp.VrrpVersion;
import dev.understudy.vrrp.track.Tracked;
import dev.understudy.vrrp.track.Tracker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A network, and what goes wrong on it, from a seed. */
final class RandomScenario {
    private static final long[] INTERVALS_MILLIS = {100, 200, 500, 1000, 1000, 2000, 3000};
    private static final int ENOMEM = 12;
    private static final int EPERM = 1;

    final VirtualLan lan;
    private final Dice dice;
    private final boolean version2;
    private final boolean v4;
    private final boolean v6;
    private final long commonInterval;
    private final List<VirtualHost> hosts = new ArrayList<>();
    private final List<VirtualService> services = new ArrayList<>();
    private final List<Tracker> trackers = new ArrayList<>();

    RandomScenario(long seed) {
        lan = new VirtualLan(seed);
        dice = new Dice(~seed);
        int families = (int) dice.between(0, 3);
        version2 = families == 0;
        v4 = families != 2;
        v6 = families >= 2;
        commonInterval = version2 ? dice.between(1, 2) * 1000 : pickInterval();
        Invariants.watch(lan);
        int count = (int) dice.between(2, 5);
        int owner = dice.happens(0.1) ? 0 : -1;
        for (int i = 0; i < count; i++) {
            hosts.add(host(i, i == owner));
        }
    }

    private long pickInterval() {
        return INTERVALS_MILLIS[(int) dice.between(0, INTERVALS_MILLIS.length - 1)];
    }

    private VirtualHost host(int number, boolean owner) {
        VirtualHost host = lan.host("h" + number, "192.0.2." + (10 + number), "fe80::" + (10 + number));
        long interval = !version2 && dice.happens(0.2) ? pickInterval() : commonInterval;
        int priority = owner ? 255 : (int) (dice.happens(0.3) ? 100 : dice.between(1, 254));
        boolean preempt = dice.happens(0.7);
        Duration delay = dice.happens(0.15) ? Duration.ofMillis(dice.between(1, 10_000)) : Duration.ZERO;
        Tracked[] tracked = tracked(number);
        if (v4) {
            host.router(
                    common("192.0.2.100/24", "192.0.2.101/24", priority, interval, preempt, delay)
                            .version(version2 ? VrrpVersion.V2 : VrrpVersion.V3)
                            .build(),
                    tracked);
        }
        if (v6) {
            host.router(
                    common("fe80::100/64", "2001:db8::100/64", priority, interval, preempt, delay)
                            .build(),
                    tracked);
        }
        if (dice.happens(0.3)) {
            services.add(
                    host.supervise("service", Duration.ofSeconds(1), 2, 2, Duration.ofSeconds(dice.between(1, 4))));
        }
        if (dice.happens(0.1)) {
            host.receiveQueue((int) dice.between(8, 20), (int) dice.between(1, 3));
        }
        if (dice.happens(0.1) || owner) {
            host.routers()
                    .forEach(
                            config -> host.kernel().configure(config.addresses().get(0)));
        }
        return host;
    }

    private Tracked[] tracked(int number) {
        if (!dice.happens(0.3)) {
            return new Tracked[0];
        }
        Tracker tracker = new Tracker("tracker" + number, 1, 1);
        tracker.report(true, "begins well");
        trackers.add(tracker);
        return new Tracked[] {new Tracked(tracker, (int) dice.between(-60, 60), false)};
    }

    private VirtualRouterConfigBuilder common(
            String first, String second, int priority, long interval, boolean preempt, Duration delay) {
        VirtualRouterConfigBuilder builder = VirtualRouterConfig.builder("eth0", 7)
                .priority(priority)
                .advertisementInterval(Duration.ofMillis(interval))
                .preempt(preempt)
                .preemptDelay(delay)
                .address(first);
        if (dice.happens(0.5)) {
            builder.excludedAddress(VirtualAddress.parse(second));
        }
        return builder;
    }

    /** Runs the whole scenario: faults for a while, then none, until everything must have come to rest. */
    void run() {
        for (VirtualHost host : hosts) {
            lan.at(Duration.ofMillis(dice.between(0, 3000)), host::start);
        }
        lan.run(Duration.ofSeconds(4));
        for (int i = 0; i < 30; i++) {
            fault();
            lan.run(Duration.ofMillis(dice.happens(0.7) ? dice.between(0, 2000) : dice.between(2000, 15_000)));
        }
        mend();
        // The longest back-off (F4), then twice the bound: once to converge, once to be watched.
        Duration bound = Duration.ofNanos(Cluster.of(lan).get(0).boundNanos());
        lan.run(bound.multipliedBy(2).plusSeconds(45));
    }

    private VirtualHost any() {
        return hosts.get((int) dice.between(0, hosts.size() - 1));
    }

    private void fault() {
        VirtualHost host = any();
        switch ((int) dice.between(0, 18)) {
            case 0, 1, 2 -> pause(host);
            case 3, 4 -> crash(host);
            case 5 -> stop(host);
            case 6 -> {
                host.linkDown();
                later(host::linkUp);
            }
            case 7 -> oneWay(host, any());
            case 8 -> lan.partition(host);
            case 9 -> lan.heal();
            case 10, 11 -> lan.links(badLink());
            case 12 -> lan.links(LinkProfile.GOOD);
            case 13 -> {
                host.kernel().failBinds(ENOMEM);
                later(() -> host.kernel().failBinds(0));
            }
            case 14 -> {
                host.failSends(EPERM);
                later(() -> host.failSends(0));
            }
            case 15 -> removeByHand(host);
            case 16 -> host.stepWallClock(Duration.ofHours(dice.between(-1, 1)));
            case 17 -> addByHand(host);
            default -> health();
        }
    }

    private void later(Runnable action) {
        lan.at(Duration.ofNanos(lan.nowNanos()).plusMillis(dice.between(10, 12_000)), action);
    }

    private void pause(VirtualHost host) {
        if (host.isRunning() && !host.isPaused()) {
            host.pause();
            later(() -> {
                if (host.isPaused()) {
                    host.resume();
                }
            });
        }
    }

    private void crash(VirtualHost host) {
        if (host.isRunning()) {
            host.crash();
            later(() -> startIfDown(host));
        }
    }

    private void stop(VirtualHost host) {
        if (host.isRunning() && !host.isPaused()) {
            host.stop();
            later(() -> startIfDown(host));
        }
    }

    private static void startIfDown(VirtualHost host) {
        if (!host.isRunning()) {
            host.start();
        }
    }

    private void oneWay(VirtualHost from, VirtualHost to) {
        if (from != to) {
            lan.cut(from, to);
        }
    }

    private LinkProfile badLink() {
        return new LinkProfile(
                dice.between(0, 40) / 100.0,
                dice.between(0, 20) / 100.0,
                dice.between(0, 30) / 100.0,
                Duration.ofMillis(dice.between(0, 5)),
                Duration.ofMillis(dice.between(5, 200)));
    }

    /** Only what is not foreign: whoever configured that address means it. */
    private void removeByHand(VirtualHost host) {
        VirtualRouterConfig config = host.routers().get(0);
        for (VirtualAddress address : config.allAddresses()) {
            if (!config.owner() && !host.kernel().isForeign(address)) {
                host.kernel().remove(address);
            }
        }
    }

    /** Never under the feet of an Active: what it lost and finds again it takes for its own. */
    private void addByHand(VirtualHost host) {
        VirtualAddress address = host.routers().get(0).addresses().get(0);
        if (host.state() != RouterState.ACTIVE && !host.kernel().holds(address) && dice.happens(0.3)) {
            host.kernel().configure(address);
        }
    }

    private void health() {
        if (!services.isEmpty()) {
            VirtualService service = services.get((int) dice.between(0, services.size() - 1));
            switch ((int) dice.between(0, 2)) {
                case 0 -> service.fail();
                case 1 -> service.failForGood();
                default -> service.repair();
            }
        }
        if (!trackers.isEmpty()) {
            trackers.get((int) dice.between(0, trackers.size() - 1)).report(dice.happens(0.5), "because of the seed");
        }
    }

    private void mend() {
        lan.heal();
        lan.links(LinkProfile.GOOD);
        for (VirtualHost host : hosts) {
            host.linkUp();
            host.failSends(0);
            host.kernel().failBinds(0);
            if (host.isPaused()) {
                host.resume();
            }
            startIfDown(host);
        }
        services.forEach(VirtualService::repair);
    }
}
