// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code $NAME=value} defined, and the predefined names. Values are kept as written and expanded where they are used. */
final class Definitions {
    private static final Pattern DEFINITION = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)=[ \\t]*");
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})[ \\t]+(\\d{1,9})");

    private final Map<String, List<Located>> values = new HashMap<>();
    private final ConfOptions options;
    private final SplittableRandom random;

    Definitions(ConfOptions options) {
        this.options = options;
        this.random = new SplittableRandom(options.seed());
    }

    /** Returns the index at which the value of a definition starts, or -1 if the line is none. */
    static int valueStart(String line) {
        if (!line.startsWith("$")) {
            return -1;
        }
        Matcher matcher = DEFINITION.matcher(line);
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    static String nameOf(String line) {
        return line.substring(1, line.indexOf('='));
    }

    /** Sets a value of one or more lines; returns what it was before, or null. */
    List<Located> define(String name, List<Located> lines) {
        return values.put(name, List.copyOf(lines));
    }

    void restore(String name, List<Located> before) {
        if (before == null) {
            values.remove(name);
        } else {
            values.put(name, before);
        }
    }

    /** Returns the lines a reference stands for, or null if nothing defines it: then it is left as it is. */
    List<Located> lookup(Reference reference, Place place, Path directory) {
        String value = predefined(reference, directory);
        if (value != null) {
            return List.of(Located.at(place, value));
        }
        return reference.arguments().isEmpty() ? values.get(reference.name()) : null;
    }

    private String predefined(Reference reference, Path directory) {
        return switch (reference.name()) {
            case "_PWD" -> directory.toString();
            case "_INSTANCE" -> options.configId();
            case "_HASH" -> "#";
            case "_BANG" -> "!";
            case "_ENV" -> options.environment().getOrDefault(reference.arguments(), "");
            case "_RANDOM" -> random(reference.arguments());
            default -> null;
        };
    }

    private String random(String arguments) {
        if (arguments.isEmpty()) {
            return Integer.toString(random.nextInt(Integer.MAX_VALUE));
        }
        Matcher range = NUMBERS.matcher(arguments);
        if (!range.matches()) {
            return null;
        }
        int min = Integer.parseInt(range.group(1));
        int max = Integer.parseInt(range.group(2));
        return min > max ? null : Integer.toString(random.nextInt(min, max + 1));
    }
}
