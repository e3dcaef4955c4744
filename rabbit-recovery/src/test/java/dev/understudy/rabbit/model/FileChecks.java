// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import java.util.Optional;

/** What a boot stumbles over before it asks any peer (rabbit-recovery 1.4, 1.9). */
final class FileChecks {
    private FileChecks() {}

    /** Why the boot fails, if it does for the files alone. */
    static Optional<String> obstacle(VirtualNode node, Disk disk) {
        if (!disk.ownedByBroker) {
            return Optional.of("could_not_write_file cluster_nodes.config eacces");
        }
        if (node.installed.major() > disk.version.major() && disk.version.minor() < 13 && disk.version.major() < 4) {
            return Optional.of("failed_to_initialize_feature_flags_registry");
        }
        if (node.installed.major() < disk.version.major()) {
            return Optional.of("schema_integrity_check_failed table_missing rabbit_listener");
        }
        if (!disk.owner.equals(node.name)) {
            return Optional.of("failed_to_cluster_with: the schema says " + disk.owner);
        }
        if (!disk.khepri() && !disk.running.bootable()) {
            return Optional.of(
                    disk.running.form() == StatusFile.Form.EMPTY
                            ? "corrupt_cluster_status_files"
                            : "cannot_read_file erl_parse");
        }
        return Optional.empty();
    }
}
