// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VrrpVersion;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What two nodes must say alike to hear each other. */
final class Agreement {
    private static final String BOTH = ": both become Active";

    private final NodePair pair;
    private final Report report;

    Agreement(NodePair pair, Report report) {
        this.pair = pair;
        this.report = report;
    }

    void check() {
        differ("virtual_router_id", pair.a().id().vrid(), pair.b().id().vrid());
        differ("virtual_ipaddress", pair.a().id().family(), pair.b().id().family());
        differ("version", number(pair.a().version()), number(pair.b().version()));
        interval();
        password();
        addresses();
        if (pair.a().version() == VrrpVersion.V3
                && pair.a().checksumForm() != pair.b().checksumForm()) {
            report.lint(
                    pair.place("v3_checksum_as_v2"),
                    "the nodes send different checksums " + pair.elsewhere("v3_checksum_as_v2")
                            + ": keepalived drops the other's adverts");
        }
    }

    private static int number(VrrpVersion version) {
        return version.number();
    }

    private void differ(String keyword, Object first, Object second) {
        if (!first.equals(second)) {
            report.refuse(
                    pair.place(keyword),
                    "'" + keyword + "' is " + second + " here and " + first + " there " + pair.elsewhere(keyword)
                            + BOTH);
        }
    }

    private void interval() {
        if (pair.a().advertisementInterval().equals(pair.b().advertisementInterval())) {
            return;
        }
        String what = "'advert_int' is " + Times.seconds(pair.b().advertisementInterval()) + " here and "
                + Times.seconds(pair.a().advertisementInterval()) + " there " + pair.elsewhere("advert_int");
        if (pair.b().version() == VrrpVersion.V2) {
            report.refuse(pair.place("advert_int"), what + BOTH + " (R12)");
        } else {
            report.lint(
                    pair.place("advert_int"),
                    what + ": a dead Active is noticed sooner or later, depending on which one it was");
        }
    }

    private void password() {
        Optional<SimplePassword> first = pair.a().password();
        Optional<SimplePassword> second = pair.b().password();
        String keyword = pair.second().sets("auth_pass") ? "auth_pass" : "authentication";
        if (!first.map(SimplePassword::wireBits).equals(second.map(SimplePassword::wireBits))) {
            String what =
                    first.isPresent() && second.isPresent() ? "the passwords differ " : "only one node has a password ";
            report.refuse(pair.place(keyword), what + pair.elsewhere("auth_pass") + BOTH + " (R14)");
        } else if (!first.equals(second)) {
            report.lint(
                    pair.place(keyword),
                    "the passwords differ after their first " + SimplePassword.WIRE_BYTES + " bytes "
                            + pair.elsewhere("auth_pass") + ": that counts as equal");
        }
    }

    private void addresses() {
        Set<String> first = texts(pair.first());
        Set<String> second = texts(pair.second());
        if (first.equals(second)) {
            return;
        }
        Set<String> here = new TreeSet<>(second);
        here.removeAll(first);
        Set<String> there = new TreeSet<>(first);
        there.removeAll(second);
        report.lint(
                pair.place("virtual_ipaddress"),
                "the addresses differ " + pair.elsewhere("virtual_ipaddress")
                        + (here.isEmpty() ? "" : ", only here: " + here)
                        + (there.isEmpty() ? "" : ", only there: " + there)
                        + ": keepalived up to 2.3.2 drops such adverts and both become Active, and an address that one node lacks does not"
                        + " move there");
    }

    private static Set<String> texts(InstanceDraft draft) {
        return draft.addresses.stream()
                .map(Setting::value)
                .map(VirtualAddress::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
