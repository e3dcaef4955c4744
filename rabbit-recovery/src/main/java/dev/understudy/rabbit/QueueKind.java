// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/** The types of queues that recovery tells apart. A classic queue is mirrored when it has replicas. */
public enum QueueKind {
    CLASSIC,
    QUORUM,
    STREAM
}
