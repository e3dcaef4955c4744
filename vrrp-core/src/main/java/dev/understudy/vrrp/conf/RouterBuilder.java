// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.ChecksumForm;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterConfigBuilder;
import dev.understudy.vrrp.VrrpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Completes an instance the way keepalived does, and makes the router of it. What keepalived drops without a word is said here. */
final class RouterBuilder {
    private final GlobalDraft global;
    private final Report report;

    RouterBuilder(GlobalDraft global, Report report) {
        this.global = global;
        this.report = report;
    }

    Optional<ConfiguredRouter> build(InstanceDraft draft) {
        AddressFamily family = draft.family.orElse(AddressFamily.IPV4);
        if (family == AddressFamily.IPV6) {
            report.refuse(draft.place(), "an IPv6 instance cannot be run yet: the runtime speaks IPv4 only");
        }
        VrrpVersion version = version(draft, family);
        Optional<Duration> interval = interval(draft, version);
        if (missing(draft) || interval.isEmpty()) {
            return Optional.empty();
        }
        int priority = draft.effectivePriority();
        if (draft.ownerIgnoresAdverts && priority == VirtualRouterConfig.OWNER_PRIORITY) {
            report.refuse(
                    draft.place("owner_ignore_adverts"),
                    "an owner that ignores adverts is not supported: two would never settle (R7)");
        }
        boolean strict = draft.strict.orElse(global.strict);
        VirtualRouterConfigBuilder builder = VirtualRouterConfig.builder(
                        draft.interfaceName.orElseThrow(), draft.vrid.orElseThrow())
                .name(draft.name)
                .family(family)
                .version(version)
                .priority(priority)
                .advertisementInterval(interval.get())
                .checksumForm(
                        draft.messageOnlyChecksum.orElse(global.messageOnlyChecksum)
                                ? ChecksumForm.MESSAGE_ONLY
                                : ChecksumForm.PSEUDO_HEADER)
                .announcements(draft.garp.over(global.announcements()));
        preemption(draft, strict, builder);
        password(draft, version, strict, builder);
        draft.addresses.forEach(a -> builder.address(a.value()));
        draft.excluded.forEach(a -> builder.excludedAddress(a.value()));
        draft.source.ifPresent(builder::sourceAddress);
        try {
            return Optional.of(new ConfiguredRouter(
                    builder.build(), checks(draft, priority), draft.tracksInterface, draft.tracksSource));
        } catch (IllegalArgumentException e) {
            report.refuse(draft.place(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean missing(InstanceDraft draft) {
        boolean missing = missing(draft, draft.interfaceName.isEmpty() && !draft.sets("interface"), "no 'interface'");
        missing |= missing(draft, draft.vrid.isEmpty() && !draft.sets("virtual_router_id"), "no 'virtual_router_id'");
        boolean addresses = draft.statement.body().stream()
                .anyMatch(s ->
                        s.keyword().equals("virtual_ipaddress") && !s.body().isEmpty());
        missing |= missing(draft, !addresses, "no address in 'virtual_ipaddress'");
        // A value that was refused where it stands is not reported again, but there is nothing to build either.
        return missing || draft.interfaceName.isEmpty() || draft.vrid.isEmpty() || draft.addresses.isEmpty();
    }

    private boolean missing(InstanceDraft draft, boolean missing, String message) {
        if (missing) {
            report.refuse(draft.place(), message + ": the instance cannot be run");
        }
        return missing;
    }

    private VrrpVersion version(InstanceDraft draft, AddressFamily family) {
        if (family == AddressFamily.IPV6) {
            if (draft.version.orElse(3) == 2) {
                report.refuse(draft.place("version"), "version 2 knows IPv4 only");
            }
            return VrrpVersion.V3;
        }
        return draft.version.or(() -> global.version).orElse(2) == 2 ? VrrpVersion.V2 : VrrpVersion.V3;
    }

    private Optional<Duration> interval(InstanceDraft draft, VrrpVersion version) {
        if (draft.interval.isEmpty()) {
            return draft.sets("advert_int") ? Optional.empty() : Optional.of(Duration.ofSeconds(1));
        }
        Duration interval = draft.interval.get();
        long micros = interval.toNanos() / 1000;
        boolean fits = version == VrrpVersion.V2
                ? interval.getNano() == 0 && interval.getSeconds() >= 1
                : micros % 10_000 == 0 && micros <= 40_950_000;
        if (!fits) {
            report.refuse(
                    draft.settings.get("advert_int").argumentPlace(0),
                    version == VrrpVersion.V2
                            ? "version 2 knows whole seconds only, 1..255: write 'version 3' for a shorter interval, on every node"
                            : "version 3 knows 0.01..40.95 s in steps of 0.01 s");
            return Optional.empty();
        }
        return Optional.of(interval);
    }

    private void preemption(InstanceDraft draft, boolean strict, VirtualRouterConfigBuilder builder) {
        boolean owner = draft.effectivePriority() == VirtualRouterConfig.OWNER_PRIORITY;
        boolean preempt = draft.nopreempt.isEmpty() || draft.master || owner;
        builder.preempt(preempt);
        if (draft.preemptDelay.isEmpty() || draft.preemptDelay.get().value().isZero()) {
            return;
        }
        Setting<Duration> delay = draft.preemptDelay.get();
        String dropped = draft.master
                ? "with 'state MASTER'"
                : !preempt ? "with 'nopreempt'" : strict ? "in strict mode" : owner ? "with priority 255" : null;
        if (dropped != null) {
            report.lint(delay.place(), "'preempt_delay' has no effect " + dropped);
        } else {
            builder.preemptDelay(delay.value());
        }
    }

    private void password(
            InstanceDraft draft, VrrpVersion version, boolean strict, VirtualRouterConfigBuilder builder) {
        if (draft.password.isEmpty()) {
            return;
        }
        String dropped = version == VrrpVersion.V3
                ? "version 3 has no authentication"
                : strict ? "strict mode forbids it" : null;
        if (dropped != null) {
            report.lint(draft.place("authentication"), "the password is not used: " + dropped);
        } else {
            builder.password(draft.password.get().value());
        }
    }

    /** An owner's priority never changes, so keepalived removes what has a weight. */
    private List<TrackedCheck> checks(InstanceDraft draft, int priority) {
        List<TrackedCheck> checks = new ArrayList<>();
        for (InstanceDraft.Track track : draft.tracks) {
            boolean removed = priority == VirtualRouterConfig.OWNER_PRIORITY
                    && track.check().weight() != 0;
            if (removed) {
                report.lint(
                        track.place(),
                        "'" + track.check().check().name()
                                + "' is not tracked: priority 255 does not change, and with a weight it is"
                                + " no fault");
            } else {
                checks.add(track.check());
            }
        }
        return checks;
    }
}
