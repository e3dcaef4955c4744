// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.DiskEvidence;
import java.nio.file.Path;

/** Reads a node's data directory, or a copy of what in it is evidence. Thread-safe. */
@FunctionalInterface
public interface DirectoryInspector {
    /** What the directory says; never throws for what it finds there. Its name is the node's. */
    DiskEvidence inspect(Path nodeDirectory);
}
