// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.VirtualAddress;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the values of scalar keywords. A bad one is refused: keepalived would go on with its default, which is not what was written. */
final class Values {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,6})?");

    private final Report report;

    Values(Report report) {
        this.report = report;
    }

    Optional<Integer> integer(Statement statement, int min, int max) {
        Optional<Word> word = only(statement, min + ".." + max);
        return word.flatMap(w -> integer(w, statement.keyword(), min, max));
    }

    Optional<Integer> integer(Word word, String what, int min, int max) {
        String text = word.text();
        if (INTEGER.matcher(text).matches()) {
            int value = Integer.parseInt(text);
            if (value >= min && value <= max) {
                return Optional.of(value);
            }
        }
        report.refuse(
                word.place(), "'" + text + "' for '" + what + "' is not a decimal number within " + min + ".." + max);
        return Optional.empty();
    }

    /** Seconds with up to six decimal places. */
    Optional<Duration> seconds(Statement statement, String min, String max) {
        Optional<Word> word = only(statement, min + ".." + max + " s");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        String text = word.get().text();
        if (SECONDS.matcher(text).matches()) {
            BigDecimal value = new BigDecimal(text);
            if (value.compareTo(new BigDecimal(min)) >= 0 && value.compareTo(new BigDecimal(max)) <= 0) {
                return Optional.of(Duration.ofNanos(value.multiply(NANOS).longValueExact()));
            }
        }
        report.refuse(
                word.get().place(),
                "'" + text + "' for '" + statement.keyword() + "' is not a number of seconds within " + min + ".."
                        + max);
        return Optional.empty();
    }

    Optional<InetAddress> address(Statement statement) {
        return only(statement, "an address").flatMap(word -> address(word, statement.keyword()));
    }

    Optional<InetAddress> address(Word word, String what) {
        try {
            return Optional.of(VirtualAddress.literal(word.text()));
        } catch (IllegalArgumentException e) {
            report.refuse(word.place(), "'" + what + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A keyword that may stand alone or with on, off, true, false, yes or no. */
    boolean flag(Statement statement) {
        Optional<Word> word = statement.argument(0);
        if (word.isEmpty()) {
            return true;
        }
        extra(statement, 1);
        return switch (word.get().text()) {
            case "on", "true", "yes" -> true;
            case "off", "false", "no" -> false;
            default -> {
                report.refuse(
                        word.get().place(),
                        "'" + word.get().text() + "' for '" + statement.keyword()
                                + "' is not one of on, off, true, false, yes, no");
                yield false;
            }
        };
    }

    /** A keyword that stands alone. */
    void alone(Statement statement) {
        extra(statement, 0);
    }

    /** The one value of a keyword; refused if it is missing. */
    Optional<Word> only(Statement statement, String expected) {
        Optional<Word> word = statement.argument(0);
        if (word.isEmpty()) {
            report.refuse(statement.place(), "'" + statement.keyword() + "' needs a value: expected " + expected);
        }
        extra(statement, 1);
        return word;
    }

    /** The command of a quoted-aware keyword as a program and its arguments. */
    Optional<List<String>> command(Statement statement) {
        Located rest = statement.rest();
        String text = rest.text();
        // The usual form quotes the whole command; what is inside is split again.
        if (statement.words().size() == 2 && statement.words().get(1).quoted()) {
            text = statement.words().get(1).text();
        }
        try {
            List<String> argv = Argv.split(text);
            if (argv.isEmpty() || argv.get(0).isEmpty()) {
                report.refuse(statement.place(), "'" + statement.keyword() + "' needs a command");
                return Optional.empty();
            }
            return Optional.of(argv);
        } catch (IllegalArgumentException e) {
            report.refuse(rest.start(), "'" + statement.keyword() + "': " + e.getMessage());
            return Optional.empty();
        }
    }

    void extra(Statement statement, int values) {
        statement
                .block()
                .ifPresent(block ->
                        report.refuse(block.open(), "'" + statement.keyword() + "' has no block: it is skipped"));
        statement
                .argument(values)
                .ifPresent(word -> report.lint(
                        word.place(),
                        "'" + word.text() + "' after '" + statement.keyword() + "' is ignored; is a '#' missing?"));
    }
}
