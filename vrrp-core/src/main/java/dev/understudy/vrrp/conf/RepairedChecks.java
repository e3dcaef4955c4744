// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes the checks of a repaired file: they only check, and the supervisor restarts. */
final class RepairedChecks {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final ScriptTexts scripts;
    private final ConfWriter out;

    RepairedChecks(ScriptTexts scripts, ConfWriter out) {
        this.scripts = scripts;
        this.out = out;
    }

    void write(CheckDraft check) {
        out.open(check.kind() + ' ' + check.name());
        if (check.definition() instanceof PolledCheck polled) {
            polled(check, polled);
        } else if (check.definition() instanceof ProcessCheck process) {
            process(process);
        } else if (check.definition() instanceof FileCheck file) {
            file(check, file);
        }
        out.close();
    }

    private void polled(CheckDraft check, PolledCheck polled) {
        Optional<ScriptText> text = scripts.of(check).flatMap(ScriptTexts.Found::text);
        Optional<String> start = text.flatMap(ScriptText::start).filter(s -> !isCommand(check));
        probe(polled, text, start);
        restart(polled, start);
        Duration timeout = polled.timeout().compareTo(TIMEOUT) < 0 && check.sets("timeout")
                ? polled.timeout()
                : polled.interval().compareTo(TIMEOUT) < 0 ? polled.interval() : TIMEOUT;
        out.line("interval " + Times.number(polled.interval()));
        out.comment("A run that hangs is over before the next one is due; two runs decide, so a glitch does not.");
        out.line("timeout " + Times.number(timeout));
        out.line("fall " + Math.max(2, polled.fall()));
        out.line("rise " + Math.max(2, polled.rise()));
        if (polled.initFail()) {
            out.line("init_fail");
        }
        out.comment(
                "No weight: a failure is a fault, the node resigns and the address moves whatever the priorities are.");
    }

    /** Whether the check's command is the whole script: then nothing in it can be a restart. */
    private boolean isCommand(CheckDraft check) {
        return scripts.of(check).map(found -> found.path().isEmpty()).orElse(true);
    }

    /** The process a script looks for, in its text or, as {@code killall -0 name} does, on its command line. */
    private static Optional<String> watched(PolledCheck polled, Optional<ScriptText> text) {
        if (polled.probe() instanceof Probe.Script script) {
            ScriptText command = new ScriptText(String.join(" ", script.argv()));
            return text.flatMap(ScriptText::watched).or(command::watched);
        }
        return Optional.empty();
    }

    /** Whether a script is still run, so that the user it runs as matters. */
    boolean keepsScript(CheckDraft check) {
        return check.definition() instanceof PolledCheck polled
                && polled.probe() instanceof Probe.Script
                && watched(polled, scripts.of(check).flatMap(ScriptTexts.Found::text))
                        .isEmpty();
    }

    private void probe(PolledCheck polled, Optional<ScriptText> text, Optional<String> start) {
        Optional<String> watched = watched(polled, text);
        if (polled.probe() instanceof Probe.Script script) {
            if (watched.isPresent()) {
                out.comment("Replaces " + String.join(" ", script.argv()) + ": a check looks, and does nothing else.");
                out.line("understudy_process " + quote(watched.get()));
                return;
            }
            if (start.isPresent()) {
                out.comment("Take the restart out of the script: a check looks, and does nothing else.");
            }
            out.line("script " + ConfWriter.command(script.argv()));
            script.user()
                    .ifPresent(user -> out.line(
                            "user " + user + script.group().map(g -> ' ' + g).orElse("")));
        } else if (polled.probe() instanceof Probe.Tcp tcp) {
            String host = tcp.host().indexOf(':') >= 0 ? '[' + tcp.host() + ']' : tcp.host();
            out.line("understudy_tcp " + quote(host + ':' + tcp.port()));
        } else if (polled.probe() instanceof Probe.Http http) {
            out.line("understudy_http " + quote(http.uri().toString()));
        } else if (polled.probe() instanceof Probe.Process process) {
            out.line("understudy_process " + quote(process.name()));
        }
    }

    private void restart(PolledCheck polled, Optional<String> start) {
        Duration grace = polled.restart().map(Restart::grace).orElse(Restart.DEFAULT_GRACE);
        Optional<String> command = polled.restart()
                .map(restart -> ConfWriter.command(restart.argv()))
                .or(() -> start.map(s -> ConfWriter.command(words(s))));
        if (command.isEmpty()) {
            out.comment(
                    "No restart was found in the script. To have the service restarted before its failure counts, write");
            out.comment("understudy_restart \"COMMAND\" and grace SECONDS here.");
            return;
        }
        out.comment(
                "Run when the check fails; only if the service is still down after the grace time does it count. Set grace");
        out.comment("to the time the service needs to start.");
        out.line("understudy_restart " + command.get());
        out.line("grace " + Times.number(grace));
    }

    private static List<String> words(String command) {
        try {
            return Argv.split(command);
        } catch (IllegalArgumentException e) {
            return List.of(command.split("\\s+"));
        }
    }

    private static String quote(String value) {
        return '"' + value + '"';
    }

    private void process(ProcessCheck process) {
        out.line("process " + ConfWriter.command(process.argv()));
        if (process.parameterMatch() != ProcessCheck.ParameterMatch.EXACT) {
            out.line("param_match "
                    + (process.parameterMatch() == ProcessCheck.ParameterMatch.INITIAL ? "initial" : "partial"));
        }
        if (process.fullCommand()) {
            out.line("full_command");
        }
        out.line("quorum " + process.quorum());
        process.quorumMax().ifPresent(most -> out.line("quorum_max " + most));
        out.line("fork_delay " + Times.number(process.forkDelay()));
        out.line("terminate_delay " + Times.number(process.terminateDelay()));
        out.comment(
                "No weight: a failure is a fault, the node resigns and the address moves whatever the priorities are.");
    }

    private void file(CheckDraft check, FileCheck file) {
        out.line("file " + quote(file.file().toString()));
        out.line("weight " + check.weight() + (check.reverse() ? " reverse" : ""));
        file.initial().ifPresent(value -> out.line("init_file " + value + (file.overwrite() ? " overwrite" : "")));
    }
}
