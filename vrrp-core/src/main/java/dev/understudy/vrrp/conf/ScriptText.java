// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be told from the text of a check script without running it: guesses, good enough for advice. */
final class ScriptText {
    private static final String WITHIN = "[^|;&]*";
    private static final Pattern KILL = Pattern.compile("\\b(killall|pkill)\\b" + WITHIN + "\\bkeepalived\\b"
            + "|\\bsystemctl\\b" + WITHIN + "\\b(stop|kill)\\b" + WITHIN + "\\bkeepalived\\b"
            + "|(?:/\\S*/|\\b)keepalived\\s+stop\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s+([0-9]{1,6}(?:\\.[0-9]{1,6})?)\\b");
    private static final Pattern START = Pattern.compile(
            "\\bsystemctl\\s+(?:-\\S+\\s+)*(?:re)?start\\s+(?!keepalived)[\\w@.-]+"
                    + "|\\bservice\\s+[\\w@.-]+\\s+(?:re)?start\\b|/etc/(?:rc\\.d/)?init\\.d/[\\w.-]+\\s+(?:re)?start\\b");
    private static final Pattern PROGRAM =
            Pattern.compile("^(?:.*(?:\\bthen|;|&&|\\|\\|)\\s+)?(/[\\w./-]+(?:\\s+[^|;&<>]*)?)");
    private static final Pattern WATCHED = Pattern.compile("\\bps\\s+(?:-\\S+\\s+)*-C\\s+['\"]?([\\w.-]+)"
            + "|\\b(?:pidof|pgrep)\\s+(?:-\\S+\\s+)*['\"]?([\\w.-]+)|\\bkillall\\s+-0\\s+['\"]?([\\w.-]+)"
            + "|\\bps\\b[^|]*\\|\\s*grep\\s+(?:-\\S+\\s+)*['\"]?([\\w.-]+)");
    private static final Pattern PRIVILEGED = Pattern.compile("\\b(systemctl|service|killall|pkill|iptables|nft)\\b");

    private final List<String> lines;

    ScriptText(String text) {
        this(text.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#"))
                .toList());
    }

    private ScriptText(List<String> lines) {
        this.lines = lines;
    }

    /** Returns the command that ends keepalived. */
    Optional<String> kill() {
        return first(KILL, 0);
    }

    /** Returns the command that starts the service which the script watches. */
    Optional<String> start() {
        ScriptText others = new ScriptText(lines.stream()
                .map(line -> KILL.matcher(line).replaceAll("").strip())
                .toList());
        return others.first(START, 0).or(() -> others.first(PROGRAM, 1)).map(String::strip);
    }

    /** Returns the name of the process that the script looks for. */
    Optional<String> watched() {
        for (String line : lines) {
            Matcher matcher = WATCHED.matcher(line);
            while (matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    if (matcher.group(group) != null && !matcher.group(group).equals("keepalived")) {
                        return Optional.of(matcher.group(group));
                    }
                }
            }
        }
        return Optional.empty();
    }

    boolean privileged() {
        return first(PRIVILEGED, 0).isPresent();
    }

    /** Returns the time the script sleeps in all. */
    Duration sleeps() {
        return sleeps(lines.size());
    }

    /** Returns the time the script sleeps before it ends keepalived, or in all if it does not. */
    Duration sleepsBeforeKill() {
        int line = 0;
        while (line < lines.size() && !KILL.matcher(lines.get(line)).find()) {
            line++;
        }
        return sleeps(line);
    }

    private Duration sleeps(int count) {
        BigDecimal seconds = BigDecimal.ZERO;
        for (String line : lines.subList(0, count)) {
            Matcher matcher = SLEEP.matcher(line);
            while (matcher.find()) {
                seconds = seconds.add(new BigDecimal(matcher.group(1)));
            }
        }
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    private Optional<String> first(Pattern pattern, int group) {
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return Optional.of(matcher.group(group));
            }
        }
        return Optional.empty();
    }
}
