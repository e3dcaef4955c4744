// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Arrays;

/** A text whose characters know where they came from, through continuation lines, includes and substitution. */
final class Located {
    private final String text;
    private final Place[] places;
    private final Place end;

    private Located(String text, Place[] places, Place end) {
        this.text = text;
        this.places = places;
        this.end = end;
    }

    /** A line of a file. */
    static Located line(String text, String file, int line) {
        Place[] places = new Place[text.length()];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Place(file, line, i + 1);
        }
        return new Located(text, places, new Place(file, line, text.length() + 1));
    }

    /** A text that stands for something else: all of it comes from one place. */
    static Located at(Place place, String text) {
        Place[] places = new Place[text.length()];
        Arrays.fill(places, place);
        return new Located(text, places, place);
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
        return index < places.length ? places[index] : end;
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
        return new Located(text.substring(start, stop), Arrays.copyOfRange(places, start, stop), place(stop));
    }

    /** The characters at these indexes, in this order. */
    Located pick(int[] indexes, int count) {
        StringBuilder picked = new StringBuilder(count);
        Place[] from = new Place[count];
        for (int i = 0; i < count; i++) {
            picked.append(text.charAt(indexes[i]));
            from[i] = places[indexes[i]];
        }
        return new Located(picked.toString(), from, count == 0 ? start() : end);
    }

    Located plus(Located more) {
        Place[] both = Arrays.copyOf(places, length() + more.length());
        System.arraycopy(more.places, 0, both, length(), more.length());
        return new Located(text + more.text, both, more.end);
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
