// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.VirtualAddress;

/** An address without a prefix stands alone. */
final class PrefixLint implements Lints.InstanceLint {
    @Override
    public void check(InstanceDraft draft, Report report) {
        for (Setting<VirtualAddress> address : draft.addresses) {
            boolean alone =
                    address.value().prefixLength() == address.value().family().maxPrefixLength();
            if (alone && !written(draft, address)) {
                report.lint(
                        address.place(),
                        "no prefix length: the address becomes " + address.value()
                                + ", without a route to its network; write the one you mean");
                return;
            }
        }
    }

    private static boolean written(InstanceDraft draft, Setting<VirtualAddress> address) {
        return draft.statement.body().stream()
                .flatMap(block -> block.body().stream())
                .anyMatch(entry ->
                        entry.place().equals(address.place()) && entry.keyword().indexOf('/') >= 0);
    }
}
