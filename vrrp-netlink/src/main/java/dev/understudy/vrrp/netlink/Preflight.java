// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.netlink.linux.Capabilities;
import dev.understudy.vrrp.netlink.linux.Interfaces;
import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.Link;
import dev.understudy.vrrp.netlink.linux.ProcFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Looks at a host before anything is started on it, and says what is missing and what to do about it. Changes nothing. */
public final class Preflight {
    private final List<Finding> findings = new ArrayList<>();

    private Preflight() {}

    /**
     * One thing that was looked at.
     *
     * @param level how it stands
     * @param subject what was looked at
     * @param message what was found
     * @param remedy what to do, empty if nothing is to be done
     */
    public record Finding(Level level, String subject, String message, String remedy) {
        /** Checks that nothing is missing. */
        public Finding {
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(remedy, "remedy");
        }

        /** Returns one line, with the remedy if there is one. */
        @Override
        public String toString() {
            return level + " " + subject + ": " + message + (remedy.isEmpty() ? "" : " -> " + remedy);
        }
    }

    /** How something stands. */
    public enum Level {
        /** As it should be. */
        OK,
        /** A runtime can be opened, but something will not be as good as it could. */
        WARNING,
        /** A runtime cannot be opened. */
        ERROR;

        /** Returns the name in lower case, with the width of the longest. */
        @Override
        public String toString() {
            return String.format("%-7s", name().toLowerCase(Locale.ROOT));
        }
    }

    /** Looks at what every runtime needs: platform, native code, capabilities, the state directory. */
    public static List<Finding> host(Path stateDirectory) {
        Preflight preflight = new Preflight();
        preflight.platform();
        preflight.capabilities();
        preflight.stateDirectory(stateDirectory);
        preflight.rivals();
        return List.copyOf(preflight.findings);
    }

    /** Looks at what these routers need on this host besides: interfaces, addresses, kernel settings. */
    public static List<Finding> routers(List<VirtualRouterConfig> routers) {
        Preflight preflight = new Preflight();
        try {
            Interfaces interfaces = Interfaces.read();
            routers.forEach(r -> preflight.router(r, interfaces));
        } catch (KernelException | LinkageError e) {
            preflight.add(Level.ERROR, "interfaces", "cannot be read: " + e.getMessage(), "");
        }
        return List.copyOf(preflight.findings);
    }

    private void platform() {
        try {
            Host.requirePlatform();
            add(Level.OK, "platform", "64-bit Linux, native code is loaded", "");
        } catch (VrrpOpenException e) {
            add(Level.ERROR, "platform", e.getMessage(), "");
        }
    }

    private void capabilities() {
        try {
            Capabilities capabilities = Capabilities.read();
            if (capabilities.netRaw() && capabilities.netAdmin()) {
                add(Level.OK, "capabilities", "CAP_NET_RAW and CAP_NET_ADMIN are there", "");
            } else {
                add(Level.ERROR, "capabilities", Host.missing(capabilities), Host.REMEDY);
            }
        } catch (IOException e) {
            add(Level.ERROR, "capabilities", "cannot be read: " + e, "");
        }
    }

    private void stateDirectory(Path directory) {
        Path existing = directory.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (Files.isDirectory(existing) && Files.isWritable(existing)) {
            add(Level.OK, "state directory", directory + " can be used", "");
        } else {
            add(Level.ERROR, "state directory", directory + " cannot be written", "give another one with --state-dir");
        }
    }

    /** Two daemons on one host do not hear each other (section 8, 11): both would hold the addresses. */
    private void rivals() {
        List<Long> rivals = ProcFacts.othersInThisNamespace("keepalived");
        if (!rivals.isEmpty()) {
            add(
                    Level.WARNING,
                    "keepalived",
                    "runs on this host, too (pid " + rivals.get(0) + "), and does not hear us",
                    "stop it, and keep it from starting again: systemctl disable --now keepalived");
        }
    }

    private void router(VirtualRouterConfig config, Interfaces interfaces) {
        try {
            Host.requireInterfaces(List.of(RouterSetup.of(config)), interfaces);
        } catch (VrrpOpenException e) {
            add(Level.ERROR, "router", e.getMessage(), "");
            return;
        }
        Link link = interfaces.named(config.id().interfaceName()).orElseThrow();
        if (!link.isUsable()) {
            add(
                    Level.WARNING,
                    config.name(),
                    link.name() + " is down or has no carrier",
                    "the router waits until it is up");
        } else {
            add(Level.OK, config.name(), link.name() + " is up and carries multicast", "");
        }
        boolean sourced = config.sourceAddress().isPresent()
                || interfaces.primaryIpv4(link.index(), low -> false).isPresent();
        if (!sourced) {
            add(
                    Level.WARNING,
                    config.name(),
                    link.name() + " has no IPv4 address to send from",
                    "the router waits for one");
        }
        sysctl("net/ipv4/conf/" + link.name() + "/promote_secondaries")
                .filter("0"::equals)
                .ifPresent(v -> add(
                        Level.OK,
                        config.name(),
                        "promote_secondaries is 0: removing a primary address takes its secondaries along, and held ones are put back",
                        ""));
    }

    private static Optional<String> sysctl(String name) {
        try {
            return Optional.of(
                    Files.readString(Path.of("/proc/sys").resolve(name)).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void add(Level level, String subject, String message, String remedy) {
        findings.add(new Finding(level, subject, message, remedy));
    }
}
