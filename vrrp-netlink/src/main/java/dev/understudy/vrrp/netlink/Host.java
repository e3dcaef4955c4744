// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.netlink.VrrpOpenException.Reason;
import dev.understudy.vrrp.netlink.linux.AddressSpec;
import dev.understudy.vrrp.netlink.linux.Capabilities;
import dev.understudy.vrrp.netlink.linux.Interfaces;
import dev.understudy.vrrp.netlink.linux.Link;
import dev.understudy.vrrp.netlink.linux.NativeAccess;
import dev.understudy.vrrp.netlink.linux.NativeAccessException;
import dev.understudy.vrrp.wire.IpBits;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** What this host must offer before anything of it is touched: platform, capabilities, interfaces, source addresses. */
final class Host {
    private Host() {}

    static void requirePlatform() throws VrrpOpenException {
        try {
            NativeAccess.load();
        } catch (NativeAccessException e) {
            throw new VrrpOpenException(Reason.PLATFORM, e.getMessage(), e);
        }
    }

    static void requireCapabilities() throws VrrpOpenException {
        Capabilities capabilities;
        try {
            capabilities = Capabilities.read();
        } catch (IOException e) {
            throw new VrrpOpenException(Reason.SYSTEM, "the process's capabilities cannot be read: " + e, e);
        }
        if (!capabilities.netRaw() || !capabilities.netAdmin()) {
            throw new VrrpOpenException(Reason.PRIVILEGE, missing(capabilities) + ": " + REMEDY);
        }
    }

    static final String REMEDY = "run as root, or give the process both capabilities, for example with systemd's "
            + "AmbientCapabilities=CAP_NET_RAW CAP_NET_ADMIN (not with setcap on the java binary, which breaks it)";

    static String missing(Capabilities capabilities) {
        if (!capabilities.netRaw() && !capabilities.netAdmin()) {
            return "CAP_NET_RAW and CAP_NET_ADMIN are missing";
        }
        return capabilities.netRaw() ? "CAP_NET_ADMIN is missing" : "CAP_NET_RAW is missing";
    }

    static void requireInterfaces(List<RouterSetup> routers, Interfaces interfaces) throws VrrpOpenException {
        for (RouterSetup router : routers) {
            requireInterface(router.config(), interfaces);
        }
    }

    private static void requireInterface(VirtualRouterConfig config, Interfaces interfaces) throws VrrpOpenException {
        if (config.id().family() == AddressFamily.IPV6) {
            throw new VrrpOpenException(
                    Reason.CONFIGURATION,
                    config.name() + ": the runtime speaks IPv4 only, so far; IPv6 routers run in the simulator");
        }
        Link link = present(config, config.id().interfaceName(), interfaces);
        if (link.isLoopback() || !link.isMulticast()) {
            throw new VrrpOpenException(
                    Reason.CONFIGURATION,
                    config.name() + ": interface " + link.name() + " is loopback or without multicast");
        }
        for (VirtualAddress address : config.allAddresses()) {
            if (address.family() == AddressFamily.IPV6) {
                throw new VrrpOpenException(
                        Reason.CONFIGURATION,
                        config.name() + ": " + address + ": IPv6 addresses cannot be announced yet");
            }
            if (address.device().isPresent()) {
                present(config, address.device().get(), interfaces);
            }
        }
        if (config.sourceAddress().isPresent()) {
            requireSource(config, config.sourceAddress().get(), link, interfaces);
        }
    }

    private static Link present(VirtualRouterConfig config, String name, Interfaces interfaces)
            throws VrrpOpenException {
        return interfaces
                .named(name)
                .orElseThrow(() -> new VrrpOpenException(
                        Reason.INTERFACE_ABSENT,
                        config.name() + ": there is no interface " + name + "; there are "
                                + String.join(
                                        ", ",
                                        interfaces.links().stream()
                                                .map(Link::name)
                                                .toList())));
    }

    /** keepalived sends from any address it is told, so that a copied file makes two hosts Active for ever. */
    private static void requireSource(VirtualRouterConfig config, InetAddress source, Link link, Interfaces interfaces)
            throws VrrpOpenException {
        boolean local = interfaces.addresses().stream()
                .anyMatch(a ->
                        a.ifIndex() == link.index() && a.family() == AddressSpec.IPV4 && a.low() == IpBits.low(source));
        if (!local) {
            throw new VrrpOpenException(
                    Reason.CONFIGURATION,
                    config.name() + ": source address " + source.getHostAddress()
                            + " (mcast_src_ip) is not on interface " + link.name()
                            + "; was the file copied from the other host?");
        }
    }
}
