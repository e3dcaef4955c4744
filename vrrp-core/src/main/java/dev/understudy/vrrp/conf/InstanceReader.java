// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.SimplePassword;
import java.util.Optional;
import java.util.Set;

/** Reads the body of a {@code vrrp_instance}. */
final class InstanceReader {
    /** Blocks whose entries add up, and keywords that may stand several times. */
    private static final Set<String> REPEATABLE = Set.of(
            "virtual_ipaddress",
            "virtual_ipaddress_excluded",
            "track_script",
            "track_interface",
            "track_process",
            "track_file",
            "state");

    private final Values values;
    private final Report report;
    private final AddressReader addresses;
    private final TrackReader tracks;
    private final Set<String> notUtf8;

    InstanceReader(Report report, Checks checks, Set<String> notUtf8) {
        this.values = new Values(report);
        this.report = report;
        this.addresses = new AddressReader(report);
        this.tracks = new TrackReader(report, checks);
        this.notUtf8 = notUtf8;
    }

    InstanceDraft read(Statement block, String name) {
        InstanceDraft draft = new InstanceDraft(name, block);
        for (Statement statement : block.body()) {
            String keyword = statement.keyword();
            if (Keywords.INSTANCE.contains(keyword)) {
                remember(draft, statement);
                apply(draft, keyword, statement);
            } else if (Keywords.INSTANCE_REFUSED.containsKey(keyword)) {
                report.refuse(statement.place(), "'" + keyword + "' " + Keywords.INSTANCE_REFUSED.get(keyword));
            } else if (Keywords.INSTANCE_WARNED.containsKey(keyword)) {
                if (remember(draft, statement)) {
                    report.warn(statement.place(), "'" + keyword + "' " + Keywords.INSTANCE_WARNED.get(keyword));
                }
            } else {
                report.refuse(statement.place(), unknown(keyword, statement));
            }
        }
        return draft;
    }

    private static String unknown(String keyword, Statement statement) {
        if (Keywords.TOP.contains(keyword) || Keywords.TOP_REFUSED.containsKey(keyword)) {
            return "'" + keyword + "' does not belong in vrrp_instance: is a '}' missing before it?";
        }
        String block = statement.block().isPresent()
                ? " (its block is skipped; keepalived would apply it to the instance)"
                : "";
        return "unknown keyword '" + keyword + "' in vrrp_instance" + block
                + Keywords.hint(
                        keyword,
                        Keywords.INSTANCE,
                        Keywords.INSTANCE_REFUSED.keySet(),
                        Keywords.INSTANCE_WARNED.keySet());
    }

    /** Notes where a keyword was written; returns whether it is the first time. */
    private boolean remember(InstanceDraft draft, Statement statement) {
        Statement before = draft.settings.put(statement.keyword(), statement);
        if (before != null && !REPEATABLE.contains(statement.keyword())) {
            report.lint(
                    statement.place(),
                    "'" + statement.keyword() + "' is written again: this one counts, the one in line "
                            + before.place().line() + " does not");
        }
        return before == null;
    }

    private void apply(InstanceDraft draft, String keyword, Statement statement) {
        switch (keyword) {
            case "state" -> state(draft, statement);
            case "interface" -> draft.interfaceName = device(statement);
            case "virtual_router_id" -> draft.vrid = values.integer(statement, 1, 255);
            case "priority" -> draft.priority = values.integer(statement, 1, 255);
            case "advert_int" -> draft.interval = values.seconds(statement, "0.01", "255");
            case "version" -> draft.version = values.integer(statement, 2, 3);
            case "virtual_ipaddress" -> addresses.read(statement, draft, draft.addresses, true);
            case "virtual_ipaddress_excluded" -> addresses.read(statement, draft, draft.excluded, false);
            case "authentication" -> authentication(draft, statement);
            case "track_script", "track_process", "track_file", "track_interface" -> tracks.read(statement, draft);
            case "mcast_src_ip" -> source(draft, statement);
            case "mcast_dst_ip" -> Unsupported.group(statement, values, report);
            case "down_timer_adverts" -> Unsupported.downTimer(statement, values, report);
            default -> preemption(draft, keyword, statement);
        }
    }

    private void preemption(InstanceDraft draft, String keyword, Statement statement) {
        switch (keyword) {
            case "nopreempt" -> {
                values.alone(statement);
                draft.nopreempt = Optional.of(statement.place());
            }
            case "preempt" -> {
                values.alone(statement);
                draft.nopreempt = Optional.empty();
            }
            case "preempt_delay" ->
                draft.preemptDelay =
                        values.seconds(statement, "0", "1000").map(d -> new Setting<>(d, statement.place()));
            default -> flags(draft, keyword, statement);
        }
    }

    private void flags(InstanceDraft draft, String keyword, Statement statement) {
        switch (keyword) {
            case "accept" -> values.alone(statement);
            case "strict_mode" -> draft.strict = Optional.of(values.flag(statement));
            case "v3_checksum_as_v2" -> draft.messageOnlyChecksum = Optional.of(values.flag(statement));
            case "owner_ignore_adverts" -> draft.ownerIgnoresAdverts = values.flag(statement);
            case "dont_track_primary" -> {
                values.alone(statement);
                draft.tracksInterface = false;
            }
            case "track_src_ip" -> {
                values.alone(statement);
                draft.tracksSource = true;
            }
            case "skip_check_adv_addr" -> {
                boolean on = values.flag(statement);
                report.warn(
                        statement.place(),
                        "'skip_check_adv_addr' has no effect here"
                                + (on ? "" : "; keepalived turns it on, whatever the value"));
            }
            case "native_ipv6" -> {
                values.alone(statement);
                draft.version = Optional.of(3);
                family(draft, AddressFamily.IPV6, statement.place());
            }
            default -> draft.garp.read(keyword, statement, values);
        }
    }

    private Optional<String> device(Statement statement) {
        Optional<Word> word = values.only(statement, "an interface");
        word.filter(w -> w.text().equals("lo"))
                .ifPresent(w -> report.refuse(w.place(), "the loopback interface reaches no peer"));
        return word.map(Word::text);
    }

    /** Fixes the family; returns false and refuses what is of another one. */
    private boolean family(InstanceDraft draft, AddressFamily family, Place place) {
        if (draft.family.isPresent() && draft.family.get() != family) {
            report.refuse(
                    place, "this is " + family + ", but what stands before made the instance " + draft.family.get());
            return false;
        }
        draft.family = Optional.of(family);
        return true;
    }

    private void state(InstanceDraft draft, Statement statement) {
        Optional<Word> word = values.only(statement, "MASTER or BACKUP");
        switch (word.map(Word::text).orElse("BACKUP")) {
            case "MASTER" -> draft.master = true;
            case "BACKUP" -> {
                if (draft.master) {
                    report.lint(statement.place(), "'state BACKUP' after 'state MASTER' is ignored");
                }
            }
            default ->
                report.lint(
                        statement.argumentPlace(0),
                        "'" + statement.argument(0).map(Word::text).orElse("")
                                + "' is not MASTER or BACKUP: it counts as BACKUP");
        }
    }

    private void source(InstanceDraft draft, Statement statement) {
        draft.source =
                values.address(statement).filter(a -> family(draft, AddressFamily.of(a), statement.argumentPlace(0)));
    }

    private void authentication(InstanceDraft draft, Statement block) {
        Optional<String> type = Optional.empty();
        Optional<Word> password = Optional.empty();
        for (Statement statement : block.body()) {
            switch (statement.keyword()) {
                case "auth_type" -> {
                    type = values.only(statement, "PASS").map(Word::text);
                    type.filter(t -> !t.equals("PASS"))
                            .ifPresent(t -> report.refuse(
                                    statement.argumentPlace(0),
                                    "authentication '" + t + "' is not supported: expected PASS"));
                }
                case "auth_pass" -> {
                    password = values.only(statement, "a password");
                    draft.settings.put("auth_pass", statement);
                }
                default ->
                    report.refuse(
                            statement.place(),
                            "unknown keyword '" + statement.keyword() + "' in authentication"
                                    + Keywords.hint(statement.keyword(), Set.of("auth_type", "auth_pass")));
            }
        }
        if (password.isEmpty() || type.isEmpty() || password.get().text().isEmpty()) {
            report.refuse(block.place(), "'authentication' needs 'auth_type PASS' and 'auth_pass' with a password");
            return;
        }
        if (!type.get().equals("PASS")) {
            return;
        }
        Word word = password.get();
        if (word.text().chars().anyMatch(c -> c > 126)
                && notUtf8.contains(word.place().file())) {
            report.refuse(
                    word.place(),
                    "a password that is not ASCII in a file that is not UTF-8: peers may read other bytes");
            return;
        }
        draft.password = Optional.of(new Setting<>(new SimplePassword(word.text()), word.place()));
    }
}
