// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.NodeName;
import java.util.Optional;

/** Node names as options give them. */
final class Names {
    private Names() {}

    static NodeName node(String option, String text) throws BadInput {
        try {
            return new NodeName(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput(option + ": " + e.getMessage());
        }
    }

    /** The node before the first equals sign; empty where that is no node name: then the text is for all nodes. */
    static Optional<NodeName> before(String text) {
        int equals = text.indexOf('=');
        try {
            return equals < 0 ? Optional.empty() : Optional.of(new NodeName(text.substring(0, equals)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String after(String text) {
        return text.substring(text.indexOf('=') + 1);
    }

    /** As one word of a POSIX shell, ready to paste. */
    static String quote(String word) {
        return word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
