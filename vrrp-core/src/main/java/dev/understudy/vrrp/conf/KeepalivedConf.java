// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One host's keepalived.conf, read. Immutable.
 *
 * <pre>{@code
 * KeepalivedConf conf = KeepalivedConf.read(Path.of("/etc/keepalived/keepalived.conf"), ConfOptions.ofThisHost());
 * conf.diagnostics().forEach(System.err::println);
 * if (!conf.refused()) {
 *     conf.routers().forEach(router -> ...);
 * }
 * }</pre>
 *
 * <p>What a file means is what keepalived makes of it, with these differences: what would be ignored there although it decides where the
 * address goes is refused; an unknown keyword's block is skipped as a whole (keepalived applies it to the block around it); a definition
 * that leads to itself is refused (keepalived hangs); an {@code @id include} includes once. Understudy's own keywords in a
 * {@code vrrp_script} block are {@code understudy_restart "command"} with {@code grace SECONDS}, and, in place of {@code script},
 * {@code understudy_tcp "host:port"}, {@code understudy_http "url"} and {@code understudy_process "name"}; keepalived
 * reports them, drops the check and runs the instance unmonitored.
 */
public final class KeepalivedConf {
    private final Path file;
    private final Reading reading;
    private final List<Diagnostic> diagnostics;
    private final boolean refused;
    private final ScriptTexts scripts;

    private KeepalivedConf(Path file, Reading reading, Report report, ScriptTexts scripts) {
        this.file = file;
        this.reading = reading;
        this.diagnostics = report.sorted();
        this.refused = report.refused();
        this.scripts = scripts;
    }

    /** Reads a file and what it includes. Never throws for what is in the file, nor for a file that cannot be read: see the diagnostics. */
    public static KeepalivedConf read(Path file, ConfOptions options) {
        Report report = new Report();
        Reading reading = new Reading();
        TreeBuilder tree = new TreeBuilder(report);
        Preprocessor preprocessor = new Preprocessor(options, report, new Budget(), tree);
        report.opened(file.toString());
        boolean complete = false;
        try {
            preprocessor.read(file);
            complete = true;
        } catch (Budget.Exhausted e) {
            report.refuse(e.place(), e.getMessage());
        }
        List<Statement> statements = tree.end(complete);
        ScriptTexts scripts = new ScriptTexts(options.source(), file);
        if (complete) {
            if (statements.isEmpty() && !report.refused()) {
                report.refuse(new Place(file.toString(), 1, 1), "there is nothing in it");
            }
            new TopReader(reading, report, options.source(), preprocessor.notUtf8()).read(statements);
            Lints.check(reading, scripts, report);
        }
        return new KeepalivedConf(file, reading, report, scripts);
    }

    /** Returns the file that was read. */
    public Path file() {
        return file;
    }

    /**
     * Returns the routers, in the order of the file: all that could be made sense of, even if something was refused. They are to be run
     * only if {@link #refused()} is false.
     */
    public List<ConfiguredRouter> routers() {
        return reading.instances.stream()
                .map(draft -> draft.router)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns all remarks, by file, line and column; none is made twice. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /** Returns whether the configuration must not be run. */
    public boolean refused() {
        return refused;
    }

    Reading reading() {
        return reading;
    }

    ScriptTexts scripts() {
        return scripts;
    }
}
