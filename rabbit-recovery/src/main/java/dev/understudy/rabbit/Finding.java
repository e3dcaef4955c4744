// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Objects;

/**
 * Something noteworthy about a node's files: unreadable, contradictory or suspicious. It is evidence, not an error.
 *
 * @param code what it is, for programs
 * @param severity how much it matters
 * @param file the file or directory, as it was given to the observer
 * @param meaning what is the matter with it and what follows, in words
 */
public record Finding(Code code, Severity severity, String file, String meaning) {
    public Finding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(meaning, "meaning");
    }

    /** How much a finding matters. */
    public enum Severity {
        /** Worth knowing. */
        NOTE,
        /** A plan has to mind it. */
        WARNING,
        /** The node cannot start, or would start wrongly, until it is mended. */
        OBSTACLE
    }

    /** What was found. The planner acts upon these. */
    public enum Code {
        /** The directory does not exist or may not be read. */
        DIRECTORY_UNREADABLE,
        /** The directory holds no RabbitMQ node. */
        NOT_A_NODE,
        /** The directory's name is not the node's name: it would start as a blank broker, or not at all (rabbit-recovery 1.9). */
        NAME_MISMATCH,
        /** Files belong to another user than the directory's others: the broker would fail with eacces (rabbit-recovery 1.7). */
        FOREIGN_OWNER,
        /** {@code cluster_nodes.config} is missing. */
        MEMBERS_MISSING,
        /** {@code cluster_nodes.config} cannot be read as what it should be. */
        MEMBERS_UNREADABLE,
        /** {@code nodes_running_at_shutdown} is missing: taken as "only me", Mnesia still decides. */
        RUNNING_MISSING,
        /** {@code nodes_running_at_shutdown} is empty or garbage: the boot fails until it is deleted (rabbit-recovery 1.4). */
        RUNNING_UNREADABLE,
        /** A file has the form of an old version. */
        LEGACY_FORM,
        /** {@code force_load} is there: the next boot loads what it has, whoever knows more (rabbit-recovery 1.7). */
        FORCE_LOAD,
        /** The sibling file with the feature flags is missing: flags would come up disabled (rabbit-recovery 1.9). */
        FEATURE_FLAGS_MISSING,
        /** The file with the feature flags cannot be read. */
        FEATURE_FLAGS_UNREADABLE,
        /** {@code schema.DAT} is missing: the node would start as a blank broker without an error (rabbit-recovery 1.7). */
        SCHEMA_MISSING,
        /** {@code schema.DAT} could not be read; membership is taken from {@code cluster_nodes.config}. */
        SCHEMA_NOT_READ,
        /** Mnesia's log of peers could not be read; {@code nodes_running_at_shutdown} is believed instead. */
        PEERS_NOT_READ,
        /** Mnesia's log and {@code nodes_running_at_shutdown} disagree; Mnesia decides. */
        PEERS_DISAGREE,
        /** The node forgot a member that its text files still list. */
        MEMBER_FORGOTTEN,
        /** A file of definitions, queues or messages could not be read whole. */
        TABLE_NOT_READ,
        /** A Raft member was made so shortly before the stop that the next boot will not find it, and makes it anew. */
        RAFT_MEMBER_NOT_ENTERED,
        /** A pid file is left: the node was killed, or runs. */
        PID_FILE,
        /** The files look as if the node were running. */
        LOOKS_ALIVE,
        /** Anything else. */
        OTHER
    }
}
