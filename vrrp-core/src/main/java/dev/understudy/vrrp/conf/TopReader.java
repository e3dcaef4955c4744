// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the top level. global_defs first, because keepalived's defaults hold wherever it stands; the rest in order. */
final class TopReader {
    private final Reading reading;
    private final Report report;
    private final ScriptReader scripts;
    private final ProcessReader processes;
    private final TrackFileReader files;
    private final InstanceReader instances;
    private final Set<String> names = new HashSet<>();
    private final Set<String> routers = new HashSet<>();
    private final Map<String, Place> unread = new HashMap<>();

    TopReader(Reading reading, Report report, ConfSource source, Set<String> notUtf8) {
        this.reading = reading;
        this.report = report;
        this.scripts = new ScriptReader(report, source);
        this.processes = new ProcessReader(report);
        this.files = new TrackFileReader(report);
        this.instances = new InstanceReader(report, reading.checks, notUtf8);
    }

    void read(List<Statement> statements) {
        GlobalReader global = new GlobalReader(report, reading.global);
        statements.stream().filter(s -> s.keyword().equals("global_defs")).forEach(global::read);
        RouterBuilder builder = new RouterBuilder(reading.global, report);
        for (Statement statement : statements) {
            switch (statement.keyword()) {
                case "global_defs" -> {}
                case "vrrp_instance" -> instance(statement, builder);
                case "vrrp_script" -> check("track_script", statement);
                case "vrrp_track_process" -> check("track_process", statement);
                case "track_file", "vrrp_track_file" -> check("track_file", statement);
                default -> other(statement);
            }
        }
        if (statements.stream().noneMatch(s -> s.keyword().equals("vrrp_instance")) && !report.refused()) {
            Place place = statements.isEmpty() ? null : statements.get(0).place();
            if (place != null) {
                report.refuse(place, "no vrrp_instance: there is nothing to run");
            }
        }
    }

    private void instance(Statement statement, RouterBuilder builder) {
        Optional<String> name = name(statement);
        if (name.isEmpty()) {
            return;
        }
        if (!names.add(name.get())) {
            report.refuse(
                    statement.argumentPlace(0),
                    "there is an instance '" + name.get() + "' already: keepalived skips this one");
            return;
        }
        InstanceDraft draft = instances.read(statement, name.get());
        draft.router = builder.build(draft);
        draft.router
                .map(r -> r.config().id().toString())
                .filter(id -> !routers.add(id))
                .ifPresent(id -> report.refuse(
                        draft.place("virtual_router_id"),
                        "another instance is " + id + " already: interface, family and VRID"));
        reading.instances.add(draft);
    }

    private void check(String use, Statement statement) {
        Optional<String> name = name(statement);
        if (name.isEmpty()) {
            return;
        }
        Optional<CheckDraft> check = switch (use) {
            case "track_script" -> scripts.read(statement, name.get(), reading.global.scriptUser);
            case "track_process" -> processes.read(statement, name.get());
            default -> files.read(statement, name.get());
        };
        if (check.isEmpty()) {
            reading.checks.refuse(use, name.get());
            return;
        }
        reading.checkList.add(check.get());
        reading.checks
                .add(use, check.get())
                .ifPresent(before -> report.refuse(
                        statement.argumentPlace(0),
                        "'" + name.get() + "' is defined already, in line "
                                + before.place().line()));
    }

    private Optional<String> name(Statement statement) {
        Optional<Word> word = statement.argument(0);
        if (word.isEmpty()) {
            report.refuse(statement.place(), "'" + statement.keyword() + "' needs a name");
        }
        statement
                .argument(1)
                .ifPresent(extra -> report.lint(extra.place(), "'" + extra.text() + "' after the name is ignored"));
        return word.map(Word::text);
    }

    private void other(Statement statement) {
        String keyword = statement.keyword();
        String refused = Keywords.TOP_REFUSED.get(keyword);
        String warned = Keywords.TOP_WARNED.get(keyword);
        if (Keywords.BALANCER.contains(keyword)) {
            report.warn(
                    statement.place(),
                    "'" + keyword + "' is skipped with its block: load balancing is keepalived's other half");
            BalancerSpelling.check(statement, report);
        } else if (refused != null) {
            report.refuse(statement.place(), "'" + keyword + "' " + refused);
        } else if (warned != null) {
            report.warn(statement.place(), "'" + keyword + "' " + warned);
        } else if (Keywords.isOfInstance(keyword)) {
            report.refuse(
                    statement.place(),
                    "'" + keyword + "' stands outside of vrrp_instance: is a '{' missing, or a '}' too many?");
        } else {
            unknown(statement);
        }
    }

    private void unknown(Statement statement) {
        String block = statement.block().isPresent() ? ": it is skipped with its block" : ": it is skipped";
        String near = Spelling.nearest(statement.keyword(), Keywords.TOP);
        String message = "unknown keyword '" + statement.keyword() + "'" + block;
        if (near != null && statement.block().isPresent()) {
            // A vrrp_instance or vrrp_script with a slip in it is meant to be run; leaving it out changes who holds the
            // address.
            report.refuse(statement.place(), message + ", did you mean '" + near + "'?");
        } else if (unread.putIfAbsent(statement.keyword(), statement.place()) == null) {
            report.warn(
                    statement.place(),
                    message + Keywords.hint(statement.keyword(), Keywords.TOP, Keywords.TOP_WARNED.keySet()));
        }
    }
}
