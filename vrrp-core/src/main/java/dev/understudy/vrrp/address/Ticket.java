// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

/** A number that goes out with a request and comes back with its result: router, address and kind of request. */
final class Ticket {
    static final int BIND = 0;
    static final int RENEWAL = 1;
    static final int RELEASE = 2;

    private static final int KIND_BITS = 2;
    private static final int ADDRESS_BITS = 14;

    private Ticket() {}

    static long bind(int router, int address) {
        return of(router, address, BIND);
    }

    static long renewal(int router, int address) {
        return of(router, address, RENEWAL);
    }

    static long release(int router, int address) {
        return of(router, address, RELEASE);
    }

    private static long of(int router, int address, int kind) {
        return ((long) router << ADDRESS_BITS | address) << KIND_BITS | kind;
    }

    static int router(long ticket) {
        return (int) (ticket >>> ADDRESS_BITS + KIND_BITS);
    }

    static int address(long ticket) {
        return (int) (ticket >>> KIND_BITS) & (1 << ADDRESS_BITS) - 1;
    }

    static int kind(long ticket) {
        return (int) ticket & (1 << KIND_BITS) - 1;
    }
}
