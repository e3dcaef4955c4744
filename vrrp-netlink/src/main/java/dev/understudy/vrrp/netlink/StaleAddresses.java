// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.netlink.linux.AddressNotice;
import dev.understudy.vrrp.netlink.linux.AddressSpec;
import dev.understudy.vrrp.netlink.linux.Errno;
import dev.understudy.vrrp.netlink.linux.Interfaces;
import dev.understudy.vrrp.netlink.linux.Link;
import dev.understudy.vrrp.netlink.linux.RtNetlink;
import dev.understudy.vrrp.wire.IpBits;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes addresses that a dead instance has left bound, as its ledger says. */
final class StaleAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(StaleAddresses.class);

    private static final boolean KERNEL_NAMES_BINDER = kernelNamesBinder(System.getProperty("os.version"));

    private final Interfaces interfaces;
    private final RtNetlink netlink;

    StaleAddresses(Interfaces interfaces, RtNetlink netlink) {
        this.interfaces = interfaces;
        this.netlink = netlink;
    }

    /** The descriptor through which addresses are removed. */
    int fd() {
        return netlink.fd();
    }

    void remove(LedgerContent ledger) {
        for (LedgerContent.Entry entry : ledger.entries()) {
            if (entry.mark() != LedgerContent.CLEAR) {
                interfaces.named(entry.device()).ifPresent(link -> remove(entry, link, ledger));
            }
        }
    }

    private void remove(LedgerContent.Entry entry, Link link, LedgerContent ledger) {
        Optional<AddressNotice> present = interfaces.addresses().stream()
                .filter(a -> matches(a, entry, link))
                .findFirst();
        if (present.isEmpty()) {
            return;
        }
        if (!isOurs(present.get(), entry)) {
            LOG.warn("{} on {} was not bound by pid {}: it stays (K4)", entry.address(), link.name(), ledger.pid());
            return;
        }
        netlink.delete(0, AddressSpecs.of(entry.address(), link.index()));
        netlink.flush((token, errno, text) -> {
            if (errno == 0) {
                LOG.info("Removed {} from {}, left over from pid {}", entry.address(), link.name(), ledger.pid());
            } else if (errno != Errno.EADDRNOTAVAIL) {
                LOG.warn("Cannot remove {} from {}: {}", entry.address(), link.name(), Errno.describe(errno));
            }
        });
    }

    /**
     * Somebody may have bound the address by hand after the lease of the dead had run out. Kernels since 5.18 say who bound an address;
     * without that word, only a permanent address that was never acknowledged counts as somebody else's.
     */
    private static boolean isOurs(AddressNotice present, LedgerContent.Entry entry) {
        if (KERNEL_NAMES_BINDER) {
            return present.protocol() == AddressNotice.OURS;
        }
        return entry.mark() == LedgerContent.BOUND || !present.isPermanent();
    }

    private static boolean kernelNamesBinder(String release) {
        String[] numbers = release.split("[^0-9]", 3);
        int major = Integer.parseInt(numbers[0]);
        return major > 5 || major == 5 && Integer.parseInt(numbers[1]) >= 18;
    }

    private static boolean matches(AddressNotice notice, LedgerContent.Entry entry, Link link) {
        int family = entry.address().family() == AddressFamily.IPV4 ? AddressSpec.IPV4 : AddressSpec.IPV6;
        return notice.ifIndex() == link.index()
                && notice.family() == family
                && notice.prefixLength() == entry.address().prefixLength()
                && notice.high() == IpBits.high(entry.address().address())
                && notice.low() == IpBits.low(entry.address().address());
    }
}
