// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.netlink.linux.Interfaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The interfaces of a runtime, numbered from 0; the numbers are the engine's links and the holder's devices. */
final class Devices {
    private final List<Device> all = new ArrayList<>();
    private final Map<String, Device> byName = new HashMap<>();

    /** Returns the device of a name, numbering it if it is new. */
    Device number(String name) {
        return byName.computeIfAbsent(name, n -> {
            Device device = new Device(all.size(), n);
            all.add(device);
            return device;
        });
    }

    Device get(int number) {
        return all.get(number);
    }

    int size() {
        return all.size();
    }

    /** Returns the device of a name, or null. */
    Device named(String name) {
        return byName.get(name);
    }

    /** Returns the device that has this index now, or null. */
    Device at(int ifIndex) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).ifIndex() == ifIndex) {
                return all.get(i);
            }
        }
        return null;
    }

    void take(Interfaces interfaces) {
        for (Device device : all) {
            device.take(interfaces.named(device.name).orElse(null));
        }
    }
}
