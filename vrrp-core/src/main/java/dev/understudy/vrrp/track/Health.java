// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

/** What is known about something tracked. */
public enum Health {
    /** Nothing was reported yet. A tracker without weight keeps its routers in Initialize until it knows (as keepalived does). */
    UNKNOWN,
    /** It works. */
    UP,
    /** It does not. */
    DOWN
}
