// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.VrrpVersion;

/**
 * The state machine of RFC 9568, 6.4, with what the RFC leaves open (F rules), as a pure function. Nothing is remembered here and nothing
 * is done here.
 */
final class StateTable {
    private StateTable() {}

    /**
     * Decides what an event means.
     *
     * @param relation how the sender stands to us; only looked at for an advertisement
     * @param preempts whether a sender of lower priority is to be replaced now (P5, P6, P9)
     * @param owner whether the own priority is 255 (I1); an owner always preempts (P5)
     */
    static Decision decide(
            RouterState state,
            RouterEvent event,
            Relation relation,
            boolean preempts,
            boolean owner,
            VrrpVersion version) {
        return switch (state) {
            case INITIALIZE -> inInitialize(event, owner);
            case BACKUP -> inBackup(event, relation, preempts || owner);
            case ACTIVE -> inActive(event, relation, version);
        };
    }

    private static Decision inInitialize(RouterEvent event, boolean owner) {
        return switch (event) {
            case STARTUP -> owner ? Decision.CLAIM_AS_OWNER : Decision.LISTEN;
            case RECOVERY -> Decision.LISTEN;
            default -> Decision.NOTHING;
        };
    }

    private static Decision inBackup(RouterEvent event, Relation relation, boolean preempts) {
        return switch (event) {
            case SHUTDOWN -> Decision.LEAVE;
            case TIMER -> Decision.CLAIM;
            case RESIGNATION -> Decision.AWAIT_SKEW;
            case ADVERTISEMENT -> preempts && relation == Relation.LOWER ? Decision.OUTWAIT : Decision.FOLLOW;
            case FAULT -> Decision.LEAVE_AT_FAULT;
            case PRIORITY -> Decision.RESKEW;
            case STARTUP, RECOVERY -> Decision.NOTHING;
        };
    }

    private static Decision inActive(RouterEvent event, Relation relation, VrrpVersion version) {
        return switch (event) {
            case SHUTDOWN -> Decision.RESIGN;
            case TIMER -> Decision.ADVERTISE;
            case RESIGNATION -> Decision.ANSWER_RESIGNATION;
            case ADVERTISEMENT -> contested(relation, version);
            case FAULT -> Decision.RESIGN_AT_FAULT;
            case PRIORITY -> Decision.ADVERTISE_PRIORITY;
            case STARTUP, RECOVERY -> Decision.NOTHING;
        };
    }

    private static Decision contested(Relation relation, VrrpVersion version) {
        return switch (relation) {
            case HIGHER, EQUAL_HIGHER_ADDRESS -> Decision.YIELD;
            case EQUAL_SAME_ADDRESS -> Decision.DISCARD;
            case LOWER, EQUAL_LOWER_ADDRESS -> version == VrrpVersion.V3 ? Decision.ASSERT : Decision.DISCARD;
        };
    }
}
