// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.address.AddressHolder;
import dev.understudy.vrrp.engine.Mailbox;
import dev.understudy.vrrp.engine.Turn;
import dev.understudy.vrrp.engine.VrrpEngine;
import dev.understudy.vrrp.netlink.linux.Interfaces;
import dev.understudy.vrrp.track.HealthDuty;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a runtime, put together: what is read goes to the engine, what the engine decides goes to the sockets and the kernel.
 * Everything but {@link #wake} and the mailbox belongs to the thread of the loop.
 */
final class Assembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
    private static final int REQUESTS = 1024;
    /** A release that the kernel does not acknowledge must not keep the process from ending. */
    private static final long RELEASE_NANOS = 800_000_000L;

    final Mailbox mailbox = new Mailbox(REQUESTS);
    final ListenerThread listener;
    final ActiveFence fence;
    final VrrpEngine engine;
    final Loop loop;
    final Flight flight;
    final Vigil vigil;

    private final Resources resources;
    private final List<RouterClaim> claims;
    private final List<RouterSetup> routers;
    private final Devices devices = new Devices();
    private final AddressHolder holder;
    private final HealthDuty health;
    private final LinkWatch watch;
    private boolean stopping;
    private long stopNanos;

    Assembly(RuntimeConfig config, Resources resources, List<RouterClaim> claims, Interfaces interfaces) {
        this.resources = resources;
        this.claims = claims;
        routers = config.routers();
        listener = new ListenerThread(config.listener(), config.threadFactory());
        flight = listener.flight();
        LinuxKernelPort kernel = new LinuxKernelPort(devices, resources.netlink, resources.arp);
        FileLedger ledger = new FileLedger(claims);
        holder = new AddressHolder(kernel, ledger, config.lease());
        kernel.answerTo(holder);
        fence = new ActiveFence(holder, routers.size());
        Punctuality punctuality = new Punctuality(routers.size(), this::nameOf, flight);
        AdvertTimes times = new AdvertTimes(fence, punctuality);
        engine = new VrrpEngine(new LinuxAdvertPort(devices), times, listener);
        times.of(engine);
        holder.answerTo(engine);
        ledger.reportTo((router, text) -> engine.notice(router, Notice.Kind.RUNTIME, text, System.nanoTime()));
        vigil = new Vigil(engine);
        health = new HealthDuty(engine, this::wake);
        for (int i = 0; i < routers.size(); i++) {
            add(routers.get(i).config());
            punctuality.interval(
                    i, routers.get(i).config().advertisementInterval().toNanos());
        }
        config.linkTrackers().forEach((name, tracker) -> devices.number(name).tracker = tracker);
        devices.take(interfaces);
        routers.forEach(r -> expect(r.config(), kernel));
        VirtualAddresses virtual = new VirtualAddresses(routers);
        watch = new LinkWatch(routers, devices, virtual, engine, holder, resources.epoll);
        LinuxInbox inbox = new LinuxInbox(devices, engine, resources.monitor, watch, resources.clock);
        Turn turn = new Turn(inbox, mailbox, engine, List.of(watch, health), List.of(holder, ledger, listener));
        loop = new Loop(resources.epoll, resources.timer, resources.wakeup, devices, inbox, turn, punctuality, vigil);
    }

    private String nameOf(int router) {
        return routers.get(router).config().id().toString();
    }

    private void add(VirtualRouterConfig router) {
        Device device = devices.number(router.id().interfaceName());
        device.routers++;
        device.spokesman = engine.add(router, device.number);
        int[] addressDevices = new int[router.allAddresses().size()];
        for (int i = 0; i < addressDevices.length; i++) {
            addressDevices[i] = deviceOf(router.allAddresses().get(i), router).number;
        }
        holder.add(router, addressDevices);
    }

    private Device deviceOf(VirtualAddress address, VirtualRouterConfig router) {
        return devices.number(address.device().orElse(router.id().interfaceName()));
    }

    private void expect(VirtualRouterConfig router, LinuxKernelPort kernel) {
        router.allAddresses().forEach(address -> kernel.expect(address, deviceOf(address, router)));
    }

    /** Starts every router, once links, sources and health are known. */
    void begin(long nowNanos) {
        watch.perform(nowNanos);
        for (int i = 0; i < routers.size(); i++) {
            health.track(i, routers.get(i).tracked(), nowNanos);
        }
        for (int i = 0; i < routers.size(); i++) {
            engine.start(i, nowNanos);
        }
        listener.perform(nowNanos);
        loop.arm();
    }

    /** Stops every router: the Active ones resign and release their addresses. */
    void stop(long nowNanos) {
        if (stopping) {
            return;
        }
        stopping = true;
        stopNanos = nowNanos;
        for (int i = 0; i < routers.size(); i++) {
            engine.stop(i, nowNanos);
        }
    }

    boolean isReleased(long nowNanos) {
        return stopping && (holder.isSettled() || nowNanos - stopNanos > RELEASE_NANOS);
    }

    /** The loop has failed: resign and release, as far as that still goes. */
    void abandon(long nowNanos) {
        try {
            stop(nowNanos);
            for (int i = 0; i < routers.size() && !holder.isSettled(); i++) {
                holder.perform(nowNanos);
            }
            listener.perform(nowNanos);
        } catch (RuntimeException | Error e) {
            // The lease will do what could not be done here; the first failure has been logged.
            LOG.error("Standing down failed, too", e);
        }
    }

    /** Wakes the loop; safe for use by several threads, also after the end. */
    void wake() {
        resources.wakeup.wake();
    }

    @Override
    public void close() {
        try (Opening all = new Opening()) {
            // First kept, last closed: the locks must outlive every address and every socket.
            claims.forEach(all::keep);
            all.keep(resources);
            all.keep(health);
            all.keep(vigil);
            for (int i = 0; i < devices.size(); i++) {
                if (devices.get(i).socket != null) {
                    all.keep(devices.get(i).socket);
                    devices.get(i).socket = null;
                }
            }
        }
    }
}
