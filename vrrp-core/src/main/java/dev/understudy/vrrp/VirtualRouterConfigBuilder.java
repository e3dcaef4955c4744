// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what differs from the defaults. Not safe for use by several threads; {@link #build()} checks everything at once. */
public final class VirtualRouterConfigBuilder {
    private final String interfaceName;
    private final int vrid;
    private final List<VirtualAddress> addresses = new ArrayList<>();
    private final List<VirtualAddress> excludedAddresses = new ArrayList<>();
    private Optional<String> name = Optional.empty();
    private Optional<AddressFamily> family = Optional.empty();
    private VrrpVersion version = VrrpVersion.V3;
    private int priority = VirtualRouterConfig.DEFAULT_PRIORITY;
    private Duration advertisementInterval = Duration.ofSeconds(1);
    private boolean preempt = true;
    private Duration preemptDelay = Duration.ZERO;
    private Optional<InetAddress> sourceAddress = Optional.empty();
    private Optional<SimplePassword> password = Optional.empty();
    private ChecksumForm checksumForm = ChecksumForm.PSEUDO_HEADER;
    private boolean strictChecksum;
    private Announcements announcements = Announcements.DEFAULT;

    VirtualRouterConfigBuilder(String interfaceName, int vrid) {
        this.interfaceName = interfaceName;
        this.vrid = vrid;
    }

    /** Sets the name used in logs; by default the id, such as {@code eno1/ipv4/167}. */
    public VirtualRouterConfigBuilder name(String value) {
        name = Optional.of(value);
        return this;
    }

    /** Sets the family; by default that of the first advertised address. */
    public VirtualRouterConfigBuilder family(AddressFamily value) {
        family = Optional.of(value);
        return this;
    }

    /** Sets the protocol version; by default version 3. */
    public VirtualRouterConfigBuilder version(VrrpVersion value) {
        version = value;
        return this;
    }

    /** Sets the priority, 1..255; by default 100. */
    public VirtualRouterConfigBuilder priority(int value) {
        priority = value;
        return this;
    }

    /** Sets the advertisement interval; by default one second. */
    public VirtualRouterConfigBuilder advertisementInterval(Duration value) {
        advertisementInterval = value;
        return this;
    }

    /** Sets whether an Active of lower priority is replaced; by default it is. */
    public VirtualRouterConfigBuilder preempt(boolean value) {
        preempt = value;
        return this;
    }

    /** Sets how long an Active of lower priority is left alone first; by default not at all. */
    public VirtualRouterConfigBuilder preemptDelay(Duration value) {
        preemptDelay = value;
        return this;
    }

    /** Adds an advertised address, such as {@code 192.0.2.10/24}. */
    public VirtualRouterConfigBuilder address(String value) {
        return address(VirtualAddress.parse(value));
    }

    /** Adds an advertised address. */
    public VirtualRouterConfigBuilder address(VirtualAddress value) {
        addresses.add(value);
        return this;
    }

    /** Adds an address that follows the Active but is not advertised. */
    public VirtualRouterConfigBuilder excludedAddress(VirtualAddress value) {
        excludedAddresses.add(value);
        return this;
    }

    /** Sets the source of advertisements; by default the primary address of the interface. */
    public VirtualRouterConfigBuilder sourceAddress(InetAddress value) {
        sourceAddress = Optional.of(value);
        return this;
    }

    /** Sets the simple-text password of version 2; by default there is none. */
    public VirtualRouterConfigBuilder password(SimplePassword value) {
        password = Optional.of(value);
        return this;
    }

    /** Sets which checksum is sent with version 3 over IPv4; by default the one with the pseudo-header. */
    public VirtualRouterConfigBuilder checksumForm(ChecksumForm value) {
        checksumForm = value;
        return this;
    }

    /** Sets whether a peer that uses the other checksum form is refused; by default it is accepted. */
    public VirtualRouterConfigBuilder strictChecksum(boolean value) {
        strictChecksum = value;
        return this;
    }

    /** Sets how addresses are announced; by default as keepalived does. */
    public VirtualRouterConfigBuilder announcements(Announcements value) {
        announcements = value;
        return this;
    }

    /**
     * Checks and returns the configuration.
     *
     * @throws IllegalArgumentException if a value is out of its range or does not fit another one; the message names field and rule
     */
    public VirtualRouterConfig build() {
        AddressFamily of = family.orElseGet(() ->
                addresses.isEmpty() ? AddressFamily.IPV4 : addresses.get(0).family());
        VirtualRouterId id = new VirtualRouterId(interfaceName, of, vrid);
        return new VirtualRouterConfig(
                name.orElseGet(id::toString),
                id,
                version,
                priority,
                advertisementInterval,
                preempt,
                preemptDelay,
                addresses,
                excludedAddresses,
                sourceAddress,
                password,
                checksumForm,
                strictChecksum,
                announcements);
    }
}
