// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A {@code track_file} block: a number in a file. Times the weight it is added to the priority; a sum of -254 or less is a fault. With
 * weight 0 any number but 0 is a fault. A file that is missing or holds no number counts as 0.
 *
 * @param name the block's name
 * @param file the file that is watched
 * @param initial the number written into the file at start, empty to leave it alone
 * @param overwrite whether an existing file is written too
 */
public record FileCheck(String name, Path file, OptionalInt initial, boolean overwrite) implements CheckDefinition {
    /** Checks that nothing is missing. */
    public FileCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(initial, "initial");
    }
}
