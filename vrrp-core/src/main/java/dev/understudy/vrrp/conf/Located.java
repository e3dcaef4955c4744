// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Arrays;

/**
 * A text whose characters know where they came from, through continuation lines, includes and substitution. Almost every text is a run of
 * neighbours on one line, for which the place of the first one is enough: a place for each character would be most of what reading
 * thousands of routers takes.
 */
final class Located {
    private final String text;
    /** Where each character stands; null if each follows the one before it, from {@link #first} on. */
    private final Place[] places;

    private final Place first;
    /** Where the next character would stand; null if that is right after the last one. */
    private final Place end;

    private Located(String text, Place[] places, Place first, Place end) {
        this.text = text;
        this.places = places;
        this.first = first;
        this.end = end;
    }

    /** A line of a file. */
    static Located line(String text, String file, int line) {
        return new Located(text, null, new Place(file, line, 1), null);
    }

    /** A text that stands for something else: all of it comes from one place. */
    static Located at(Place place, String text) {
        Place[] places = new Place[text.length()];
        Arrays.fill(places, place);
        return new Located(text, places, place, place);
    }

    String text() {
        return text;
    }

    int length() {
        return text.length();
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    /** The place of a character; past the last one, where the next would stand. */
    Place place(int index) {
        if (index >= text.length() && end != null) {
            return end;
        }
        return places == null ? first.plus(index) : places[index];
    }

    Place start() {
        return place(0);
    }

    boolean isBlank() {
        return text.isBlank();
    }

    Located from(int start) {
        return part(start, length());
    }

    Located part(int start, int stop) {
        if (start == 0 && stop == length()) {
            return this;
        }
        Place[] some = places == null ? null : Arrays.copyOfRange(places, start, stop);
        boolean plain = places == null && (stop < length() || end == null);
        return new Located(text.substring(start, stop), some, place(start), plain ? null : place(stop));
    }

    /** The characters at these indexes, which ascend. */
    Located pick(int[] indexes, int count) {
        if (count == 0) {
            return new Located("", null, start(), start());
        }
        int from = indexes[0];
        if (indexes[count - 1] - from == count - 1) {
            Place[] some = places == null ? null : Arrays.copyOfRange(places, from, from + count);
            return new Located(text.substring(from, from + count), some, place(from), endAfter(from + count));
        }
        StringBuilder picked = new StringBuilder(count);
        Place[] some = new Place[count];
        for (int i = 0; i < count; i++) {
            picked.append(text.charAt(indexes[i]));
            some[i] = place(indexes[i]);
        }
        return new Located(picked.toString(), some, some[0], place(length()));
    }

    /** Returns the end of this text for a part of it, which is null if the part reaches that far by itself. */
    private Place endAfter(int stop) {
        return places == null && end == null && stop == length() ? null : place(length());
    }

    Located plus(Located more) {
        Place[] both = new Place[length() + more.length()];
        for (int i = 0; i < both.length; i++) {
            both[i] = i < length() ? place(i) : more.place(i - length());
        }
        return new Located(
                text + more.text, both, both.length == 0 ? more.start() : both[0], more.place(more.length()));
    }

    Located replace(int start, int stop, String value) {
        return part(0, start).plus(at(place(start), value)).plus(from(stop));
    }

    Located strip() {
        int from = 0;
        int to = length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return part(from, to);
    }

    /** What separates words: other white space is part of a word, as in keepalived. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    @Override
    public String toString() {
        return text;
    }
}
