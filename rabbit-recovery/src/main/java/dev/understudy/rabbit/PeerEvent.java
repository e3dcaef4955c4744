// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/** The last that a node noted in its Mnesia log of another one: the authority on who may boot alone (rabbit-recovery 1.1). */
public enum PeerEvent {
    UP,
    DOWN
}
