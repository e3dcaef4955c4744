// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/** What a node answered when it was looked at. None of these says whether its data can be had back: that is a {@link Declaration}. */
public enum NodeState {
    /** The broker runs ({@code check_running} says so). */
    RUNNING,
    /** The Erlang VM answers, the broker is still booting: it waits for its peers (rabbit-recovery 1.2). */
    WAITING,
    /** The Erlang VM answers, the broker was stopped in it: {@code stop_app}, or {@code pause_minority} (rabbit-recovery 1.10). */
    APP_STOPPED,
    /** The host answers, no Erlang VM of this name runs on it. */
    STOPPED,
    /** The host does not answer. */
    UNREACHABLE,
    /** Nobody looked. */
    UNKNOWN
}
