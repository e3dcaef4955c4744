// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a {@code vrrp_script} block, with Understudy's extensions. */
final class ScriptReader {
    private static final Set<String> PROBES =
            Set.of("script", "understudy_tcp", "understudy_http", "understudy_process");
    private static final String LONGEST = "1000000";

    private final Values values;
    private final Report report;
    private final ConfSource source;

    ScriptReader(Report report, ConfSource source) {
        this.values = new Values(report);
        this.report = report;
        this.source = source;
    }

    /** Returns the check, or nothing if it was refused. */
    Optional<CheckDraft> read(Statement block, String name, Optional<List<String>> defaultUser) {
        Map<String, Statement> settings =
                CheckDraft.settings(CheckBlocks.known(block, Keywords.SCRIPT, report), report);
        Optional<Probe> probe = probe(block, settings, defaultUser);
        Duration interval = seconds(settings, "interval", "0.01").orElse(Duration.ofSeconds(1));
        Optional<Duration> timeout = seconds(settings, "timeout", "0").filter(t -> !t.isZero());
        int rise = number(settings, "rise").orElse(1);
        int fall = number(settings, "fall").orElse(1);
        Statement initFail = settings.get("init_fail");
        if (initFail != null) {
            values.alone(initFail);
        }
        Optional<Restart> restart = restart(settings);
        Weight weight = CheckBlocks.weight(settings, new Weight(0, false), values, report);
        return probe.map(p -> new PolledCheck(
                        name, p, interval, timeout.orElse(interval), rise, fall, initFail != null, restart))
                .map(check ->
                        new CheckDraft(block.keyword(), check, weight.value(), weight.reverse(), block, settings));
    }

    private Optional<Duration> seconds(Map<String, Statement> settings, String keyword, String min) {
        return Optional.ofNullable(settings.get(keyword)).flatMap(s -> values.seconds(s, min, LONGEST));
    }

    private Optional<Integer> number(Map<String, Statement> settings, String keyword) {
        return Optional.ofNullable(settings.get(keyword)).flatMap(s -> values.integer(s, 1, 100_000));
    }

    private Optional<Probe> probe(
            Statement block, Map<String, Statement> settings, Optional<List<String>> defaultUser) {
        List<Statement> probes = new ArrayList<>();
        settings.values().stream().filter(s -> PROBES.contains(s.keyword())).forEach(probes::add);
        if (probes.size() != 1) {
            report.refuse(
                    block.argumentPlace(0),
                    (probes.isEmpty() ? "no" : "more than one")
                            + " probe: expected one of 'script', 'understudy_tcp', 'understudy_http', 'understudy_process'");
            return Optional.empty();
        }
        Statement probe = probes.get(0);
        try {
            return switch (probe.keyword()) {
                case "script" -> script(probe, user(settings).or(() -> defaultUser));
                case "understudy_tcp" -> values.only(probe, "\"host:port\"").map(w -> tcp(w.text()));
                case "understudy_http" -> values.only(probe, "\"url\"").map(w -> new Probe.Http(URI.create(w.text())));
                default -> values.only(probe, "\"name\"").map(w -> new Probe.Process(w.text()));
            };
        } catch (IllegalArgumentException e) {
            report.refuse(probe.argumentPlace(0), e.getMessage());
            return Optional.empty();
        }
    }

    private static Probe tcp(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        String host = text.substring(0, colon).replaceAll("^\\[(.*)\\]$", "$1");
        return new Probe.Tcp(host, Integer.parseInt(text.substring(colon + 1)));
    }

    private Optional<Probe> script(Statement statement, Optional<List<String>> user) {
        Optional<List<String>> argv = values.command(statement);
        if (argv.isPresent() && argv.get().get(0).startsWith("</")) {
            argv = fromFile(statement, argv.get().get(0).substring(1));
        }
        return argv.map(a -> new Probe.Script(
                a, user.map(u -> u.get(0)), user.filter(u -> u.size() > 1).map(u -> u.get(1))));
    }

    /** {@code </path}: the command stands in a file. */
    private Optional<List<String>> fromFile(Statement statement, String path) {
        try {
            String text = new String(source.read(Path.of(path)), StandardCharsets.UTF_8);
            List<String> argv = Argv.split(text.replace('\n', ' ').strip());
            if (!argv.isEmpty()) {
                return Optional.of(argv);
            }
            report.refuse(statement.argumentPlace(0), path + " holds no command");
        } catch (IOException | IllegalArgumentException e) {
            report.refuse(statement.argumentPlace(0), "cannot read the command from " + path + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<List<String>> user(Map<String, Statement> settings) {
        Statement statement = settings.get("user");
        return statement == null ? Optional.empty() : CheckBlocks.user(statement, values);
    }

    private Optional<Restart> restart(Map<String, Statement> settings) {
        Optional<Duration> grace = seconds(settings, "grace", "0");
        Statement statement = settings.get("understudy_restart");
        if (statement == null) {
            grace.ifPresent(g ->
                    report.lint(settings.get("grace").place(), "'grace' has no effect without 'understudy_restart'"));
            return Optional.empty();
        }
        return values.command(statement).map(argv -> new Restart(argv, grace.orElse(Restart.DEFAULT_GRACE)));
    }
}
