// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

/**
 * What would survive a crash: a note of each address that this process has bound, made before the bind and taken back after the release,
 * so that a restart knows what to clean up and what is not ours. Called on the thread of the turn, in the middle of a takeover: must be as
 * quick as a store to memory. What is noted may say too much, and never too little.
 */
public interface Ledger {
    /** An address is about to be bound. */
    void pending(int router, int address);

    /** The kernel has acknowledged the bind. */
    void bound(int router, int address);

    /** The address is released, or was never ours. */
    void clear(int router, int address);
}
