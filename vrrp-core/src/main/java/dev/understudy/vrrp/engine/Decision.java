// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

/** What a virtual router does about an event. Each constant is one row of protocol.md, section 4 or 4a. */
enum Decision {
    /** I3 and whatever has no meaning in a state: nothing. */
    NOTHING,
    /** I1: advertise, hold, Adver_Timer; become Active. */
    CLAIM_AS_OWNER,
    /** I2, F2: learn the own interval, Active_Down_Timer; become Backup. */
    LISTEN,
    /** B6: no packet; Initialize. */
    LEAVE,
    /** B7: advertise, hold, Adver_Timer; become Active. */
    CLAIM,
    /** B8: the timer becomes the Skew_Time, nothing is learned. */
    AWAIT_SKEW,
    /** B9: learn the interval, the timer becomes the Active_Down_Interval. */
    FOLLOW,
    /** B10: discard; the timer runs on. */
    OUTWAIT,
    /** A7: advertise priority 0, release; Initialize. */
    RESIGN,
    /** A8: advertise, on the absolute schedule. */
    ADVERTISE,
    /** A9: advertise, and count the interval from here. */
    ANSWER_RESIGNATION,
    /** A10: learn the interval, Active_Down_Timer, release; become Backup. */
    YIELD,
    /** A11 in version 3: discard, one advert at once, the timer is not touched. */
    ASSERT,
    /** A11 in version 2, F8: discard. */
    DISCARD,
    /** F1 as Active: advertise priority 0, release; Initialize. */
    RESIGN_AT_FAULT,
    /** F1 as Backup: no packet; Initialize. */
    LEAVE_AT_FAULT,
    /** F3 as Backup: the deadline moves with the new Skew_Time. */
    RESKEW,
    /** F3 as Active: advertise the new priority at once. */
    ADVERTISE_PRIORITY
}
