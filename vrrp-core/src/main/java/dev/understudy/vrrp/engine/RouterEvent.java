// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

/** What can happen to a virtual router, as far as the table of decisions is concerned. */
enum RouterEvent {
    STARTUP,
    SHUTDOWN,
    /** The one timer of the router fired: Adver_Timer as Active, Active_Down_Timer as Backup. */
    TIMER,
    /** An accepted advertisement of priority 0. */
    RESIGNATION,
    /** An accepted advertisement of priority 1..255. */
    ADVERTISEMENT,
    FAULT,
    /** The last fault is gone. */
    RECOVERY,
    /** The effective priority changed. */
    PRIORITY
}
