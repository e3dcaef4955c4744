// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/** {@code cluster_partition_handling}. */
public enum PartitionHandling {
    IGNORE,
    PAUSE_MINORITY,
    AUTOHEAL,
    /** Not looked up. */
    UNKNOWN
}
