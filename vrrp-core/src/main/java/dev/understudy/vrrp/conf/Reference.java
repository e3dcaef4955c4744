// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A use of a definition: {@code $NAME} before a blank, a comma, a closing parenthesis or the end, or <code>${NAME}</code> anywhere. Only
 * the latter can have arguments, which some predefined names take.
 */
record Reference(String name, String arguments, int start, int end) {
    private static final Pattern BARE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)(?=[ \\t,)]|$)");
    private static final Pattern BRACED = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)((?:[ \\t]+[^{}]*)?)\\}");

    /** Returns the reference at a dollar sign, or null if it is only a dollar sign. */
    static Reference at(String text, int start) {
        Pattern pattern = text.startsWith("${", start) ? BRACED : BARE;
        Matcher matcher = pattern.matcher(text);
        matcher.region(start, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        String arguments = pattern == BRACED ? matcher.group(2).strip() : "";
        return new Reference(matcher.group(1), arguments, start, matcher.end());
    }
}
