// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code vrrp_instance} as it is written. Filled by {@link InstanceReader}, completed by {@link RouterBuilder}. */
final class InstanceDraft {
    final String name;
    final Statement statement;
    /** The last statement of each keyword. */
    final Map<String, Statement> settings = new HashMap<>();

    final List<Setting<VirtualAddress>> addresses = new ArrayList<>();
    final List<Setting<VirtualAddress>> excluded = new ArrayList<>();
    final List<Track> tracks = new ArrayList<>();
    final GarpDraft garp = new GarpDraft();

    boolean master;
    Optional<String> interfaceName = Optional.empty();
    Optional<Integer> vrid = Optional.empty();
    Optional<Integer> priority = Optional.empty();
    Optional<Integer> version = Optional.empty();
    Optional<Duration> interval = Optional.empty();
    Optional<Setting<Duration>> preemptDelay = Optional.empty();
    Optional<Place> nopreempt = Optional.empty();
    Optional<InetAddress> source = Optional.empty();
    Optional<Setting<SimplePassword>> password = Optional.empty();
    Optional<AddressFamily> family = Optional.empty();
    Optional<Boolean> strict = Optional.empty();
    Optional<Boolean> messageOnlyChecksum = Optional.empty();
    boolean ownerIgnoresAdverts;
    boolean tracksInterface = true;
    boolean tracksSource;

    /** What became of it; empty if it was refused. */
    Optional<ConfiguredRouter> router = Optional.empty();

    /**
     * A use of a check.
     *
     * @param check what the router will track
     * @param draft the block that defines it, empty for an interface
     * @param place where it is used
     */
    record Track(TrackedCheck check, Optional<CheckDraft> draft, Place place) {}

    InstanceDraft(String name, Statement statement) {
        this.name = name;
        this.statement = statement;
    }

    /** The place of the name: what concerns the instance as a whole. */
    Place place() {
        return statement.argumentPlace(0);
    }

    /** The place of a keyword, or of the name if it is not written. */
    Place place(String keyword) {
        Statement setting = settings.get(keyword);
        return setting == null ? place() : setting.place();
    }

    boolean sets(String keyword) {
        return settings.containsKey(keyword);
    }

    int effectivePriority() {
        return priority.orElse(master ? 255 : 100);
    }
}
