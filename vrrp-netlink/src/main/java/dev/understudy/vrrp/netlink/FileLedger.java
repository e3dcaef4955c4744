// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.address.Ledger;
import dev.understudy.vrrp.netlink.linux.Errno;
import java.util.List;

/**
 * The ledger of a runtime: each router's marks are in its own locked file. A mark that cannot be written is reported, and the address goes
 * its way: the lease ends what the ledger would have cleaned up.
 */
final class FileLedger implements Ledger {
    private final List<RouterClaim> claims;
    private Trouble trouble = (router, text) -> {};
    /** The last mark could not be written, which was reported. */
    private boolean failing;

    /** Hears that marks cannot be written. */
    @FunctionalInterface
    interface Trouble {
        void report(int router, String text);
    }

    FileLedger(List<RouterClaim> claims) {
        this.claims = List.copyOf(claims);
    }

    void reportTo(Trouble told) {
        trouble = told;
    }

    @Override
    public void pending(int router, int address) {
        mark(router, address, LedgerContent.PENDING);
    }

    @Override
    public void bound(int router, int address) {
        mark(router, address, LedgerContent.BOUND);
    }

    @Override
    public void clear(int router, int address) {
        mark(router, address, LedgerContent.CLEAR);
    }

    private void mark(int router, int address, char mark) {
        RouterClaim claim = claims.get(router);
        int errno = claim.mark(address, mark);
        if (errno != 0 && !failing) {
            trouble.report(router, "writing the ledger " + claim.file() + ": " + Errno.describe(errno));
        }
        failing = errno != 0;
    }
}
