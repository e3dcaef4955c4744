// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.address.Ledger;
import java.util.List;

/** The ledger of a runtime: each router's marks are in its own locked file. */
final class FileLedger implements Ledger {
    private final List<RouterClaim> claims;

    FileLedger(List<RouterClaim> claims) {
        this.claims = List.copyOf(claims);
    }

    @Override
    public void pending(int router, int address) {
        claims.get(router).mark(address, LedgerContent.PENDING);
    }

    @Override
    public void bound(int router, int address) {
        claims.get(router).mark(address, LedgerContent.BOUND);
    }

    @Override
    public void clear(int router, int address) {
        claims.get(router).mark(address, LedgerContent.CLEAR);
    }
}
