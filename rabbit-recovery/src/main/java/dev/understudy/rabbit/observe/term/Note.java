// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.util.Objects;

/**
 * Something odd that was met while reading, and that did not stop the reading.
 *
 * @param file the file's name, without its directory
 * @param text what was seen and what it means
 */
public record Note(String file, String text) {

    /** Refuses null. */
    public Note {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return file + ": " + text;
    }
}
