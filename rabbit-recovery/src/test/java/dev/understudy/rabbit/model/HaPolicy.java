// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

/**
 * How a classic queue is mirrored ({@code ha-*}).
 *
 * @param mirrored {@code ha-mode: all}; the other components say nothing without it
 * @param autoSync {@code ha-sync-mode: automatic}
 * @param alwaysOnShutdown {@code ha-promote-on-shutdown: always}
 * @param whenSyncedOnFailure {@code ha-promote-on-failure: when-synced}
 */
record HaPolicy(boolean mirrored, boolean autoSync, boolean alwaysOnShutdown, boolean whenSyncedOnFailure) {
    static final HaPolicy NONE = new HaPolicy(false, false, false, false);
    /** {@code m.*} of the measurements. */
    static final HaPolicy M = new HaPolicy(true, true, false, false);
    /** {@code mm.*}: manual synchronisation. */
    static final HaPolicy MM = new HaPolicy(true, false, false, false);
    /** {@code mps.*}. */
    static final HaPolicy MPS = new HaPolicy(true, true, true, false);
    /** {@code mpf.*}. */
    static final HaPolicy MPF = new HaPolicy(true, true, false, true);
    /** {@code mmf.*}. */
    static final HaPolicy MMF = new HaPolicy(true, false, false, true);
}
