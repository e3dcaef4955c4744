// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.PartitionHandling;
import java.util.List;
import java.util.Objects;

/**
 * What looking at one node gave.
 *
 * @param node what is known of it
 * @param partitionHandling how it is configured, if it runs
 * @param findings what went wrong while looking; those about files are in the disk evidence too
 */
public record NodeReport(NodeSnapshot node, PartitionHandling partitionHandling, List<Finding> findings) {
    public NodeReport {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(partitionHandling, "partitionHandling");
        findings = List.copyOf(findings);
    }
}
