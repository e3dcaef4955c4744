// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

/** What there is of a node's Erlang VM. */
enum Vm {
    /** The host does not answer. */
    DEAD,
    STOPPED,
    /** Booting: the VM answers, the broker waits for its peers. */
    WAITING,
    /** {@code stop_app}. */
    APP_STOPPED,
    /** Stopped by {@code pause_minority}; comes back by itself when the others do. */
    PAUSED,
    RUNNING;

    /** Whether Erlang's distribution answers under the node's name. */
    boolean answers() {
        return this != DEAD && this != STOPPED;
    }

    /** Whether Mnesia runs in it: a waiting node has it, one whose application is stopped has not. */
    boolean mnesiaActive() {
        return this == WAITING || this == RUNNING;
    }
}
