// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the text of the scripts that checks name. */
final class ScriptTexts {
    /** Enough for any check script, and a bound for the patterns that look through it. */
    private static final int LONGEST = 1 << 16;

    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ksh", "zsh", "python", "python3", "perl");

    private final ConfSource source;
    private final Path directory;

    ScriptTexts(ConfSource source, Path confFile) {
        this.source = source;
        this.directory = confFile.getParent() == null ? Path.of("") : confFile.getParent();
    }

    /**
     * A script.
     *
     * @param path the file the check names, empty if the command itself is the script
     * @param kind what stands at the path
     * @param run whether the file is run itself, so that it needs to be executable
     * @param readFrom the file whose text this is: the path, or the file of the same name beside the configuration
     * @param text the text, empty if none could be read
     */
    record Found(
            Optional<Path> path,
            ConfSource.Kind kind,
            boolean run,
            Optional<Path> readFrom,
            Optional<ScriptText> text) {}

    /** Returns the script of a check; empty if the check runs none. */
    Optional<Found> of(CheckDraft check) {
        if (check.definition() instanceof PolledCheck polled && polled.probe() instanceof Probe.Script script) {
            try {
                return Optional.of(find(script.argv()));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Found find(List<String> argv) {
        String program = argv.get(0);
        boolean shell = argv.size() > 1 && SHELLS.contains(program.substring(program.lastIndexOf('/') + 1));
        String named = shell ? argv.get(1) : program;
        if (!named.startsWith("/")) {
            ScriptText command = new ScriptText(String.join(" ", argv));
            return new Found(Optional.empty(), ConfSource.Kind.ABSENT, false, Optional.empty(), Optional.of(command));
        }
        Path path = Path.of(named);
        ConfSource.Kind kind = source.kind(path);
        // A configuration is often looked at on another host, with its scripts beside it.
        Path beside = directory.resolve(path.getFileName() == null ? path : path.getFileName());
        for (Path candidate : List.of(path, beside)) {
            Optional<String> text = read(candidate);
            if (text.isPresent()) {
                return new Found(Optional.of(path), kind, !shell, Optional.of(candidate), text.map(ScriptText::new));
            }
        }
        return new Found(Optional.of(path), kind, !shell, Optional.empty(), Optional.empty());
    }

    /** Returns the text of a script; a program is none. */
    private Optional<String> read(Path file) {
        ConfSource.Kind kind = source.kind(file);
        if (kind != ConfSource.Kind.PLAIN && kind != ConfSource.Kind.EXECUTABLE) {
            return Optional.empty();
        }
        try {
            byte[] content = source.read(file);
            String text = new String(content, 0, Math.min(content.length, LONGEST), StandardCharsets.UTF_8);
            return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
