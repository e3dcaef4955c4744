// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Objects;

/**
 * A network interface of {@code track_interface}: healthy while it is up and running.
 *
 * @param name the interface
 */
public record InterfaceCheck(String name) implements CheckDefinition {
    /** Checks that there is a name. */
    public InterfaceCheck {
        Objects.requireNonNull(name, "name");
    }
}
