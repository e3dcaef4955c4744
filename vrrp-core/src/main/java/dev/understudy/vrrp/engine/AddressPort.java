// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

/**
 * Who sees to the addresses of a router. The engine says what should be; the port makes it so and answers through
 * {@link VrrpEngine#onHeld}, {@link VrrpEngine#onReleased} and {@link VrrpEngine#onHoldFailed}, later or within the call's turn, never
 * within the call itself. Called only by the thread that runs the {@link Turn}.
 */
public interface AddressPort {
    /** The router has become Active: acquire and announce its addresses (I1, B7). */
    void hold(int router, long nowNanos);

    /** The router is no longer Active: release its addresses (A7, A10, F1). */
    void unhold(int router, long nowNanos);

    /** An advert of an Active router has left: the lease on its addresses may be renewed (K1). */
    void advertised(int router, long nowNanos);
}
