// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.address.Ledger;
import dev.understudy.vrrp.engine.Duty;
import dev.understudy.vrrp.netlink.linux.Errno;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The ledger of a runtime: each router's marks are in its own locked file. What a bind needs to have on record is there before anybody
 * knows that there will be a bind; what follows from it is written after the announcements, as a {@link Duty} of its own and so many in a
 * turn, because to write into a file takes as long as to bind an address.
 *
 * <p>A mark that cannot be written is reported, and the address goes its way: the lease ends what the ledger would have cleaned up.
 */
final class FileLedger implements Ledger, Duty {
    /** About a quarter of a millisecond of system calls. */
    private static final int MARKS_PER_TURN = 64;

    private final List<RouterClaim> claims;
    /** Routers with marks to write, each once. */
    private final ArrayDeque<Integer> behind = new ArrayDeque<>();

    private final boolean[] isBehind;

    private Trouble trouble = (router, text) -> {};
    /** The last mark could not be written, which was reported. */
    private boolean failing;

    private long lastTurnNanos;

    /** Hears that marks cannot be written. */
    @FunctionalInterface
    interface Trouble {
        void report(int router, String text);
    }

    FileLedger(List<RouterClaim> claims) {
        this.claims = List.copyOf(claims);
        isBehind = new boolean[claims.size()];
    }

    void reportTo(Trouble told) {
        trouble = told;
    }

    @Override
    public void pending(int router, int address) {
        RouterClaim claim = claims.get(router);
        claim.pending(address);
        if (!claim.isWritten(address)) {
            written(router, claim.write(address));
        }
    }

    @Override
    public void bound(int router, int address) {
        claims.get(router).bound(address);
        fallBehind(router);
    }

    @Override
    public void clear(int router, int address) {
        claims.get(router).clear(address);
        fallBehind(router);
    }

    private void fallBehind(int router) {
        if (!isBehind[router]) {
            isBehind[router] = true;
            behind.add(router);
        }
    }

    @Override
    public void perform(long nowNanos) {
        lastTurnNanos = nowNanos;
        for (int marks = 0; marks < MARKS_PER_TURN && !behind.isEmpty(); ) {
            int router = behind.poll();
            RouterClaim claim = claims.get(router);
            isBehind[router] = false;
            for (int address = 0; address < claim.addresses(); address++) {
                if (!claim.isWritten(address)) {
                    written(router, claim.write(address));
                    marks++;
                }
            }
        }
    }

    private void written(int router, int errno) {
        if (errno != 0 && !failing) {
            trouble.report(router, "writing the ledger " + claims.get(router).file() + ": " + Errno.describe(errno));
        }
        failing = errno != 0;
    }

    @Override
    public long deadlineNanos() {
        return behind.isEmpty() ? NEVER : lastTurnNanos;
    }
}
