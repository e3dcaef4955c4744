// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

/**
 * Hears what a tracker cannot say. Called on the runner's own thread, one call at a time: must be quick, for no check is started
 * meanwhile. What it throws goes to that thread's uncaught exception handler and disturbs no check.
 */
public interface CheckListener {
    /** Hears nothing. */
    CheckListener NONE = new CheckListener() {};

    /**
     * A supervised service is being restarted, or its restart command has ended.
     *
     * @param name the tracker's name
     * @param detail the reason and the command, or how the command ended
     */
    default void onRestart(String name, String detail) {}

    /**
     * Something is wrong with the check itself, not with what it looks at; said once, and again only after it was well in between.
     *
     * @param name the tracker's name
     * @param detail what is wrong
     */
    default void onTrouble(String name, String detail) {}
}
