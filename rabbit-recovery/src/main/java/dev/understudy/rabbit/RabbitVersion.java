// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A released version of RabbitMQ; suffixes such as {@code -rc.1} are not told apart. Ordered. */
public record RabbitVersion(int major, int minor, int patch) implements Comparable<RabbitVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?(?:[-+~.].*)?");

    public RabbitVersion {
        if (major < 0 || minor < 0 || patch < 0) {
            throw new IllegalArgumentException("negative version: " + major + "." + minor + "." + patch);
        }
    }

    /** @throws IllegalArgumentException if the text does not begin with two or three numbers */
    public static RabbitVersion parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a RabbitMQ version (expected such as 3.10.8): '" + text + "'");
        }
        String patch = matcher.group(3);
        return new RabbitVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                patch == null ? 0 : Integer.parseInt(patch));
    }

    /** Whether this is the given version or a later one. */
    public boolean atLeast(int otherMajor, int otherMinor, int otherPatch) {
        return compareTo(new RabbitVersion(otherMajor, otherMinor, otherPatch)) >= 0;
    }

    @Override
    public int compareTo(RabbitVersion other) {
        int byMajor = Integer.compare(major, other.major);
        int byMinor = Integer.compare(minor, other.minor);
        return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
