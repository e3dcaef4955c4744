// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp;

import java.util.Objects;

/** The one place that knows what an interface name may look like. */
final class InterfaceNames {
    private static final int LONGEST = 15;

    private InterfaceNames() {}

    static String check(String name) {
        Objects.requireNonNull(name, "interface name");
        boolean odd = name.chars().anyMatch(c -> c <= ' ' || c == '/' || c == ':');
        if (name.isEmpty() || name.length() > LONGEST || odd || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException(
                    "interface name '" + name + "' is not 1 to 15 characters without blanks, ':' and '/'");
        }
        return name;
    }
}
