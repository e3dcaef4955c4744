// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.address.Lease;
import dev.understudy.vrrp.track.Tracked;
import dev.understudy.vrrp.track.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

/**
 * What a runtime is opened with. Immutable.
 *
 * @param routers the virtual routers, at least one, each id once
 * @param listener hears everything, on a thread of the runtime's own
 * @param linkTrackers trackers that are told whether an interface can carry packets, by its name
 * @param lease whether bound addresses expire when the process dies or freezes (K1)
 * @param stateDirectory where locks and ledgers are kept
 * @param threadFactory makes the loop's thread and the listener's
 * @param levers what is asked of the kernel for the loop's sake; by default nothing
 * @param jmx whether the runtime is registered with the platform's MBean server, see {@link Builder#jmx}
 */
public record RuntimeConfig(
        List<RouterSetup> routers,
        VrrpListener listener,
        Map<String, Tracker> linkTrackers,
        Lease lease,
        Path stateDirectory,
        ThreadFactory threadFactory,
        Levers levers,
        boolean jmx) {
    /** As many routers as one loop is made for. */
    public static final int MOST_ROUTERS = 16_384;

    private static final Path DEFAULT_STATE_DIRECTORY = Path.of("/run/understudy");

    /** Checks that there are routers, each once. */
    public RuntimeConfig {
        routers = List.copyOf(routers);
        linkTrackers = Map.copyOf(linkTrackers);
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(lease, "lease");
        Objects.requireNonNull(stateDirectory, "stateDirectory");
        Objects.requireNonNull(threadFactory, "threadFactory");
        Objects.requireNonNull(levers, "levers");
        if (routers.isEmpty() || routers.size() > MOST_ROUTERS) {
            throw new IllegalArgumentException(routers.size() + " routers: expected 1.." + MOST_ROUTERS);
        }
        Set<Object> ids = new HashSet<>();
        for (RouterSetup router : routers) {
            if (!ids.add(router.config().id())) {
                throw new IllegalArgumentException("router " + router.config().id() + " is configured twice");
            }
            for (VirtualAddress address : router.config().allAddresses()) {
                String device = address.device().orElse(router.config().id().interfaceName());
                if (!ids.add(address.address().getHostAddress() + '%' + device)) {
                    throw new IllegalArgumentException(address + " on " + device + " belongs to two routers");
                }
            }
        }
    }

    /** How many virtual addresses all routers have together. */
    int addresses() {
        return routers.stream().mapToInt(r -> r.config().allAddresses().size()).sum();
    }

    /** Starts a configuration without routers. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns {@code $RUNTIME_DIRECTORY} (set by systemd for {@code RuntimeDirectory=}) or {@code /run/understudy}. */
    public static Path defaultStateDirectory() {
        return Optional.ofNullable(System.getenv("RUNTIME_DIRECTORY"))
                .filter(s -> !s.isEmpty())
                .map(s -> Path.of(s.split(":", 2)[0]))
                .orElse(DEFAULT_STATE_DIRECTORY);
    }

    /** Collects what differs from the defaults. Not thread-safe. */
    public static final class Builder {
        private final List<RouterSetup> routers = new ArrayList<>();
        private final Map<String, Tracker> linkTrackers = new HashMap<>();
        private VrrpListener listener = new Silent();
        private Lease lease = Lease.ON;
        private Path stateDirectory = defaultStateDirectory();
        private ThreadFactory threadFactory = Thread::new;
        private Levers levers = Levers.NONE;
        private boolean jmx;

        private Builder() {}

        /** Adds a router that depends on its link and on these trackers. */
        public Builder router(VirtualRouterConfig config, Tracked... tracked) {
            return router(RouterSetup.of(config, tracked));
        }

        /** Adds a router. */
        public Builder router(RouterSetup setup) {
            routers.add(setup);
            return this;
        }

        /** Sets who hears transitions and notices; by default nobody. */
        public Builder listener(VrrpListener value) {
            listener = value;
            return this;
        }

        /** Adds a tracker that is UP while an interface is up and has a carrier, and told of every change as it happens. */
        public Builder linkTracker(String interfaceName, Tracker tracker) {
            linkTrackers.put(interfaceName, tracker);
            return this;
        }

        /** Sets whether addresses are leased; by default they are. */
        public Builder lease(Lease value) {
            lease = value;
            return this;
        }

        /** Sets where locks and ledgers are kept; by default {@link RuntimeConfig#defaultStateDirectory()}. */
        public Builder stateDirectory(Path value) {
            stateDirectory = value;
            return this;
        }

        /** Sets who makes the two threads; the runtime names them. By default plain, non-daemon threads. */
        public Builder threadFactory(ThreadFactory value) {
            threadFactory = value;
            return this;
        }

        /**
         * Sets the loop's priority under SCHED_FIFO; by default 0, for none. See {@link Levers}.
         *
         * @throws IllegalArgumentException if it is not in 0..99
         */
        public Builder realtimePriority(int value) {
            levers = new Levers(value, levers.memoryLocked());
            return this;
        }

        /** Sets whether the process's memory is locked; by default it is not. See {@link Levers}. */
        public Builder memoryLocked(boolean value) {
            levers = new Levers(levers.realtimePriority(), value);
            return this;
        }

        /**
         * Sets whether the runtime is registered with the platform's MBean server as {@link VrrpRuntimeMXBean}, under
         * {@code dev.understudy:type=VrrpRuntime,id=N} with the lowest N that is free. It appears some seconds after the start and is gone
         * after the end; what the server refuses is logged as a warning.
         *
         * <p>By default it is not. Where JMX is not used so far, the first touch of that server takes 90 to 100 ms of a processor and leaves a
         * process 4 MB larger (a runner on JDK 17): nothing that a small process should pay unasked. An application whose JMX is in use
         * anyway pays next to nothing.
         */
        public Builder jmx(boolean value) {
            jmx = value;
            return this;
        }

        /**
         * Checks and returns the configuration.
         *
         * @throws IllegalArgumentException without routers, or with one of them twice
         */
        public RuntimeConfig build() {
            return new RuntimeConfig(
                    routers, listener, linkTrackers, lease, stateDirectory, threadFactory, levers, jmx);
        }
    }

    private static final class Silent implements VrrpListener {
        @Override
        public void onTransition(Transition transition) {
            // Nobody asked.
        }

        @Override
        public void onNotice(Notice notice) {
            // Nobody asked.
        }
    }
}
