// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VirtualAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the entries of {@code virtual_ipaddress} and {@code virtual_ipaddress_excluded}: an address and its options in one line. */
final class AddressReader {
    private static final Map<String, Integer> SCOPES =
            Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);

    private final Values values;
    private final Report report;

    AddressReader(Report report) {
        this.values = new Values(report);
        this.report = report;
    }

    void read(Statement block, InstanceDraft draft, List<Setting<VirtualAddress>> into, boolean advertised) {
        for (Statement entry : block.body()) {
            entry.block().ifPresent(b -> report.refuse(b.open(), "an address has no block: it is skipped"));
            entry(entry)
                    .filter(a -> !advertised || fits(a, draft, entry))
                    .ifPresent(a -> into.add(new Setting<>(a, entry.place())));
        }
    }

    private boolean fits(VirtualAddress address, InstanceDraft draft, Statement entry) {
        if (draft.family.isPresent() && draft.family.get() != address.family()) {
            report.refuse(
                    entry.place(),
                    address + " is " + address.family() + ", but the instance is " + draft.family.get()
                            + ": keepalived ignores it; put it into virtual_ipaddress_excluded");
            return false;
        }
        draft.family = Optional.of(address.family());
        return true;
    }

    private Optional<VirtualAddress> entry(Statement entry) {
        Options options = new Options();
        try {
            VirtualAddress plain = VirtualAddress.parse(entry.keyword());
            options.prefixLength = plain.prefixLength();
            options.address = plain.address();
            Iterator<Word> words = entry.arguments().iterator();
            boolean good = true;
            while (good && words.hasNext()) {
                good = option(words.next(), words, options);
            }
            return good ? Optional.of(options.build()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            report.refuse(entry.place(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Applies one option; returns false if it was refused. */
    private boolean option(Word word, Iterator<Word> more, Options options) {
        switch (word.text()) {
            case "dev" -> options.device = value(word, more).map(Word::text);
            case "label" -> options.label = value(word, more).map(Word::text);
            case "brd", "broadcast" -> options.broadcast = value(word, more).flatMap(w -> broadcast(w, options));
            case "scope" -> value(word, more).ifPresent(w -> scope(w, options));
            case "noprefixroute" -> options.prefixRoute = false;
            case "preferred_lft" -> value(word, more).ifPresent(w -> noEffect(word));
            case "home", "-nodad", "mngtmpaddr", "autojoin", "no_track" -> noEffect(word);
            default -> {
                boolean known = List.of("peer", "use_vmac", "track_group").contains(word.text());
                report.refuse(
                        word.place(),
                        known
                                ? "'" + word.text() + "' is not supported for a virtual address"
                                : "'" + word.text()
                                        + "' after an address: expected dev, brd, label, scope or noprefixroute,"
                                        + " and one address in a line");
                return false;
            }
        }
        return true;
    }

    private void noEffect(Word word) {
        report.warn(word.place(), "'" + word.text() + "' has no effect here");
    }

    private Optional<Word> value(Word option, Iterator<Word> more) {
        if (more.hasNext()) {
            return Optional.of(more.next());
        }
        report.refuse(option.place(), "'" + option.text() + "' needs a value");
        return Optional.empty();
    }

    private void scope(Word word, Options options) {
        Integer scope = SCOPES.get(word.text());
        options.scope =
                scope != null ? scope : values.integer(word, "scope", 0, 255).orElse(0);
    }

    private Optional<InetAddress> broadcast(Word word, Options options) {
        boolean ones = word.text().equals("+");
        if (!ones && !word.text().equals("-")) {
            return values.address(word, "brd");
        }
        if (AddressFamily.of(options.address) != AddressFamily.IPV4) {
            throw new IllegalArgumentException("'brd' is for IPv4 addresses only");
        }
        byte[] bytes = options.address.getAddress();
        for (int bit = options.prefixLength; bit < Integer.SIZE; bit++) {
            int mask = 0x80 >> bit % 8;
            bytes[bit / 8] = (byte) (ones ? bytes[bit / 8] | mask : bytes[bit / 8] & ~mask);
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** What an entry has said so far. */
    private static final class Options {
        private InetAddress address;
        private int prefixLength;
        private Optional<String> device = Optional.empty();
        private Optional<InetAddress> broadcast = Optional.empty();
        private Optional<String> label = Optional.empty();
        private int scope;
        private boolean prefixRoute = true;

        private VirtualAddress build() {
            return new VirtualAddress(address, prefixLength, device, broadcast, label, scope, prefixRoute);
        }
    }
}
