// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Objects;

/**
 * Why no plan is made: no consent can make it right.
 *
 * @param code for programs
 * @param reason what stands against it, with the evidence
 * @param remedy what would have to change
 */
public record Refusal(Code code, String reason, String remedy) {
    public Refusal {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** What stands against a plan (rabbit-recovery 2 and 8). */
    public enum Code {
        /** A node declared lost answers. */
        LOST_BUT_ANSWERS,
        /** Several nodes say that they were last and the policy names no winner. */
        SEVERAL_LAST,
        /** Several nodes were forced, or forgot each other. */
        BOTH_FORCED,
        /** Only a RAM node survives. */
        RAM_ONLY,
        /** Before 3.4.2 there is no way without the node that stopped last. */
        VERSION_TOO_OLD,
        /** The members' versions or metadata stores do not go together. */
        MISMATCH,
        /** A directory does not carry its node's name. */
        NAME_MISMATCH,
        /** Too little is known: a directory was not looked at, or could not be read. */
        EVIDENCE_MISSING,
        /** Members do not agree on who is a member. */
        MEMBERS_DISAGREE,
        /** No node with data is left. */
        NOTHING_LEFT,
        /** What the policy asks for does not fit the cluster. */
        POLICY
    }
}
