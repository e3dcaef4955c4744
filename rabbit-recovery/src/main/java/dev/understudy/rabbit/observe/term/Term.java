// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An Erlang term: immutable, compared by value, printed in Erlang's syntax.
 *
 * <p>Erlang's strings are lists of numbers. A {@link Str} is what was <em>written</em> as one (a quoted string in text,
 * {@code STRING_EXT} in bytes), so a short list of small numbers may come as a {@code Str}: {@link #asList()} sees both.
 */
public sealed interface Term {

    /** The empty list, which is the empty string too. */
    ListTerm NIL = new ListTerm(List.of());

    /** The name, when this is an atom. */
    default Optional<String> asAtom() {
        return this instanceof Atom atom ? Optional.of(atom.name) : Optional.empty();
    }

    /** Whether this is the atom of that name. */
    default boolean isAtom(String name) {
        return this instanceof Atom atom && atom.name.equals(name);
    }

    /** The text of a string, a binary (as UTF-8) or the empty list. */
    default Optional<String> asText() {
        if (this instanceof Str str) {
            return Optional.of(str.text);
        }
        if (this instanceof Binary binary) {
            return Optional.of(binary.text());
        }
        return equals(NIL) ? Optional.of("") : Optional.empty();
    }

    /** The number, when this is an integer that fits. */
    default OptionalLong asLong() {
        return this instanceof Int i && i.value.bitLength() < Long.SIZE
                ? OptionalLong.of(i.value.longValue())
                : OptionalLong.empty();
    }

    /** The elements, when this is a proper list or a string. */
    default Optional<List<Term>> asList() {
        if (this instanceof ListTerm list) {
            return Optional.of(list.elements);
        }
        return this instanceof Str str
                ? Optional.of(str.text.codePoints().<Term>mapToObj(Int::of).toList())
                : Optional.empty();
    }

    /**
     * An element of a tuple.
     *
     * @param i the position, from 1 as in Erlang's {@code element/2}
     */
    default Optional<Term> element(int i) {
        return this instanceof Tuple tuple && i >= 1 && i <= tuple.elements.size()
                ? Optional.of(tuple.elements.get(i - 1))
                : Optional.empty();
    }

    /** How many elements this tuple has; -1 for what is no tuple. */
    default int arity() {
        return this instanceof Tuple tuple ? tuple.elements.size() : -1;
    }

    /** Whether this is a tuple of that many elements that begins with that atom: a record, in Erlang's terms. */
    default boolean isRecord(String tag, int arity) {
        return arity() == arity && arity > 0 && ((Tuple) this).elements.get(0).isAtom(tag);
    }

    /** The value under an atom: in a map, or in a list of {@code {Key, Value}} (the first one). */
    default Optional<Term> get(String key) {
        if (this instanceof MapTerm map) {
            return Optional.ofNullable(map.entries.get(new Atom(key)));
        }
        return asList().flatMap(list ->
                list.stream().filter(e -> e.isRecord(key, 2)).findFirst().flatMap(e -> e.element(2)));
    }

    /** An atom. */
    record Atom(String name) implements Term {
        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** An integer of any size. */
    record Int(BigInteger value) implements Term {
        /** The term of a number. */
        public static Int of(long value) {
            return new Int(BigInteger.valueOf(value));
        }

        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** A float. */
    record Real(double value) implements Term {
        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** A list that was written as a string; never empty, see {@link #NIL}. */
    record Str(String text) implements Term {
        /** The term of a text, which is the empty list when the text is empty. */
        public static Term of(String text) {
            return text.isEmpty() ? NIL : new Str(text);
        }

        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** A binary; with {@code unusedBits}, a bit string whose last byte has that many bits at its end that do not count. */
    final class Binary implements Term {
        private final byte[] bytes;
        private final int unusedBits;

        /** A binary of whole bytes, copied. */
        public Binary(byte[] bytes) {
            this(bytes, 0);
        }

        Binary(byte[] bytes, int unusedBits) {
            this.bytes = bytes.clone();
            this.unusedBits = unusedBits;
        }

        /** A copy of the bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }

        int unusedBits() {
            return unusedBits;
        }

        /** The bytes read as UTF-8; what is not becomes U+FFFD. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Binary b && unusedBits == b.unusedBits && Arrays.equals(bytes, b.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(bytes) + unusedBits;
        }

        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** A proper list. */
    record ListTerm(List<Term> elements) implements Term {
        /** Copies. */
        public ListTerm {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** A list whose tail is no list: {@code [a | b]}. */
    record ImproperList(List<Term> elements, Term tail) implements Term {
        /** Copies. */
        public ImproperList {
            elements = List.copyOf(elements);
        }

        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** A tuple. */
    record Tuple(List<Term> elements) implements Term {
        /** Copies. */
        public Tuple {
            elements = List.copyOf(elements);
        }

        /** A tuple of these. */
        public static Tuple of(Term... elements) {
            return new Tuple(List.of(elements));
        }

        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** A map; keeps the order in which it was written. */
    record MapTerm(Map<Term, Term> entries) implements Term {
        /** Copies. */
        public MapTerm {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /**
     * A process.
     *
     * @param node the node it ran on; empty when it was read from text, which does not tell
     * @param id its number
     * @param serial the upper part of its number
     * @param creation which start of the node
     */
    record Pid(String node, long id, long serial, long creation) implements Term {
        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** A reference: the node that made it, which start of that node, and its number in words of 32 bits. */
    record Reference(String node, long creation, List<Long> words) implements Term {
        /** Copies. */
        public Reference {
            words = List.copyOf(words);
        }

        @Override
        public String toString() {
            return ErlangSyntax.of(this);
        }
    }

    /** What has no use here but its presence: a fun, a port. Printed as Erlang would, more or less. */
    record Opaque(String text) implements Term {
        @Override
        public String toString() {
            return text;
        }
    }
}
