// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import dev.understudy.rabbit.observe.term.Term.Atom;
import dev.understudy.rabbit.observe.term.Term.Binary;
import dev.understudy.rabbit.observe.term.Term.Int;
import dev.understudy.rabbit.observe.term.Term.ListTerm;
import dev.understudy.rabbit.observe.term.Term.Opaque;
import dev.understudy.rabbit.observe.term.Term.Pid;
import dev.understudy.rabbit.observe.term.Term.Real;
import dev.understudy.rabbit.observe.term.Term.Reference;
import dev.understudy.rabbit.observe.term.Term.Str;
import dev.understudy.rabbit.observe.term.Term.Tuple;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the external term format, version 131 (chapter "External Term Format" of Erlang's ERTS manual), as it stands in
 * {@code disk_log} and {@code dets} files.
 *
 * <p>Input may be hostile: no length that was read is believed before as many bytes are there, nesting is limited to
 * {@value #MAX_DEPTH}, an inflated term to {@value #MAX_INFLATED} bytes. Every refusal is an {@link ExternalTermException}.
 */
public final class ExternalTermReader {

    static final int MAX_DEPTH = 256;
    static final int MAX_INFLATED = 64 << 20;
    private static final int MAX_BIG_BYTES = 8192;
    // Keys can be made to collide, and then a map costs the square of its size.
    private static final int MAX_MAP = 16384;
    private static final int VERSION = 131;

    private final ByteBuffer in;
    private final int base;

    private ExternalTermReader(ByteBuffer in) {
        this.in = in;
        this.base = in.position();
    }

    /** Reads the one term that these bytes are. */
    public static Term read(byte[] bytes) throws ExternalTermException {
        return read(ByteBuffer.wrap(bytes));
    }

    /** Reads the one term that is between position and limit, and leaves the position behind it. */
    static Term read(ByteBuffer in) throws ExternalTermException {
        Term term = readPrefix(in);
        if (in.hasRemaining()) {
            throw new ExternalTermException(in.position(), in.remaining() + " bytes too many after the term");
        }
        return term;
    }

    /** Reads the term at the position; what follows it may be anything, as in a dets object that was made shorter. */
    static Term readPrefix(ByteBuffer in) throws ExternalTermException {
        ExternalTermReader reader = new ExternalTermReader(in);
        int version = reader.u8();
        if (version != VERSION) {
            throw reader.bad("version " + version + " where 131 was expected");
        }
        if (in.hasRemaining() && (in.get(in.position()) & 0xff) == 80) {
            in.get();
            return reader.compressed();
        }
        return reader.term(0);
    }

    private Term compressed() throws ExternalTermException {
        long declared = u32();
        if (declared > MAX_INFLATED) {
            throw bad("a compressed term of " + declared + " bytes, more than " + MAX_INFLATED);
        }
        // Deflate cannot do better than about 1:1032, so the room asked for is bounded by what is really there.
        if (declared > (in.remaining() + 1L) * 1100) {
            throw bad("a compressed term of " + declared + " bytes in " + in.remaining());
        }
        byte[] inflated = new byte[(int) declared];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(in);
            int n = 0;
            while (n < inflated.length) {
                int got = inflater.inflate(inflated, n, inflated.length - n);
                if (got == 0) {
                    throw bad("a compressed term that ends after " + n + " of " + declared + " bytes");
                }
                n += got;
            }
            inflater.inflate(new byte[1]); // takes the checksum in
        } catch (DataFormatException e) {
            throw bad("a compressed term that does not inflate (" + e.getMessage() + ")");
        } finally {
            inflater.end();
        }
        ExternalTermReader inner = new ExternalTermReader(ByteBuffer.wrap(inflated));
        Term term = inner.term(0);
        if (inner.in.hasRemaining()) {
            throw inner.bad("bytes too many after the compressed term");
        }
        return term;
    }

    private Term term(int depth) throws ExternalTermException {
        if (depth > MAX_DEPTH) {
            throw bad("terms nested deeper than " + MAX_DEPTH);
        }
        int tag = u8();
        return switch (tag) {
            case 70 -> new Real(need(8).getDouble());
            case 77 -> bits();
            case 88, 103 -> pid(tag == 88, depth);
            case 89, 102, 120 -> port(tag, depth);
            case 90, 114 -> reference(tag == 90, depth);
            case 101 -> {
                String node = nodeName(depth);
                long id = u32();
                yield new Reference(node, u8(), List.of(id));
            }
            case 97 -> Int.of(u8());
            case 98 -> Int.of(need(4).getInt());
            case 99 -> oldFloat();
            case 100 -> atom(u16(), StandardCharsets.ISO_8859_1);
            case 115 -> atom(u8(), StandardCharsets.ISO_8859_1);
            case 118 -> atom(u16(), StandardCharsets.UTF_8);
            case 119 -> atom(u8(), StandardCharsets.UTF_8);
            case 104 -> new Tuple(terms(u8(), depth));
            case 105 -> new Tuple(terms(u32(), depth));
            case 106 -> Term.NIL;
            case 107 -> Str.of(new String(bytes(u16()), StandardCharsets.ISO_8859_1));
            case 108 -> list(depth);
            case 109 -> new Binary(bytes(u32()));
            case 110 -> big(u8());
            case 111 -> big(u32());
            case 112 -> newFun();
            case 113 -> export(depth);
            case 116 -> map(depth);
            case 117 -> oldFun(depth);
            default -> throw bad("the unknown tag " + tag);
        };
    }

    private List<Term> terms(long count, int depth) throws ExternalTermException {
        if (count > in.remaining()) { // the smallest term is one byte
            throw bad(count + " elements in " + in.remaining() + " bytes");
        }
        List<Term> terms = new ArrayList<>((int) Math.min(count, 16));
        for (long i = 0; i < count; i++) {
            terms.add(term(depth + 1));
        }
        return terms;
    }

    private Term list(int depth) throws ExternalTermException {
        List<Term> elements = terms(u32(), depth);
        Term tail = term(depth + 1);
        if (tail.equals(Term.NIL)) {
            return elements.isEmpty() ? Term.NIL : new ListTerm(elements);
        }
        if (elements.isEmpty()) {
            return tail;
        }
        if (tail.asList().isPresent()) {
            elements.addAll(tail.asList().get());
            return new ListTerm(elements);
        }
        return new Term.ImproperList(elements, tail);
    }

    private Term map(int depth) throws ExternalTermException {
        long pairs = u32();
        if (pairs * 2 > in.remaining() || pairs > MAX_MAP) {
            throw bad("a map of " + pairs + " pairs in " + in.remaining() + " bytes (no more than " + MAX_MAP
                    + " are read)");
        }
        Map<Term, Term> entries = new LinkedHashMap<>();
        for (long i = 0; i < pairs; i++) {
            Term key = term(depth + 1);
            if (entries.put(key, term(depth + 1)) != null) {
                throw bad("a map with the same key twice");
            }
        }
        return new Term.MapTerm(entries);
    }

    private Term bits() throws ExternalTermException {
        long length = u32();
        int used = u8();
        byte[] bytes = bytes(length);
        if (used < 1 || used > 8 || bytes.length == 0) {
            throw bad("a bit string whose last byte has " + used + " bits");
        }
        return new Binary(bytes, 8 - used);
    }

    private Term big(long length) throws ExternalTermException {
        if (length > MAX_BIG_BYTES) {
            throw bad("an integer of " + length + " bytes, more than " + MAX_BIG_BYTES);
        }
        int sign = u8();
        byte[] magnitude = bytes(length);
        for (int i = 0, j = magnitude.length - 1; i < j; i++, j--) { // the file has the lowest byte first
            byte swap = magnitude[i];
            magnitude[i] = magnitude[j];
            magnitude[j] = swap;
        }
        BigInteger value = new BigInteger(1, magnitude);
        return new Int(sign == 0 ? value : value.negate());
    }

    private Term oldFloat() throws ExternalTermException {
        byte[] text = bytes(31);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        try {
            return new Real(Double.parseDouble(new String(text, 0, end, StandardCharsets.US_ASCII)));
        } catch (NumberFormatException e) {
            throw bad("a float that is no number");
        }
    }

    private Term atom(int length, Charset charset) throws ExternalTermException {
        return new Atom(new String(bytes(length), charset));
    }

    private String nodeName(int depth) throws ExternalTermException {
        Term node = term(depth + 1);
        if (node instanceof Atom atom) {
            return atom.name();
        }
        throw bad("no atom where a node's name was expected");
    }

    private Term pid(boolean wide, int depth) throws ExternalTermException {
        String node = nodeName(depth);
        long id = u32();
        long serial = u32();
        return new Pid(node, id, serial, wide ? u32() : u8());
    }

    private Term port(int tag, int depth) throws ExternalTermException {
        String node = nodeName(depth);
        String id = tag == 120 ? Long.toUnsignedString(need(8).getLong()) : Long.toString(u32());
        bytes(tag == 102 ? 1 : 4);
        return new Opaque("#Port<" + node + '.' + id + '>');
    }

    private Term reference(boolean wide, int depth) throws ExternalTermException {
        int count = u16();
        if (count > 5) {
            throw bad("a reference of " + count + " words");
        }
        String node = nodeName(depth);
        long creation = wide ? u32() : u8();
        List<Long> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(u32());
        }
        return new Reference(node, creation, words);
    }

    private Term newFun() throws ExternalTermException {
        long size = u32(); // counts its own four bytes
        if (size < 4) {
            throw bad("a fun of " + size + " bytes");
        }
        return new Opaque("#Fun<" + Integer.toHexString(Arrays.hashCode(bytes(size - 4))) + '>');
    }

    private Term oldFun(int depth) throws ExternalTermException {
        long free = u32();
        List<Term> head = terms(4, depth);
        terms(free, depth);
        return new Opaque("#Fun<" + head.get(1) + '.' + head.get(2) + '.' + head.get(3) + '>');
    }

    private Term export(int depth) throws ExternalTermException {
        List<Term> parts = terms(3, depth);
        return new Opaque("fun " + parts.get(0) + ':' + parts.get(1) + '/' + parts.get(2));
    }

    private int u8() throws ExternalTermException {
        return need(1).get() & 0xff;
    }

    private int u16() throws ExternalTermException {
        return need(2).getShort() & 0xffff;
    }

    private long u32() throws ExternalTermException {
        return need(4).getInt() & 0xffffffffL;
    }

    private byte[] bytes(long length) throws ExternalTermException {
        need(length);
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private ByteBuffer need(long length) throws ExternalTermException {
        if (length > in.remaining()) {
            throw bad("the term ends early: " + length + " bytes wanted, " + in.remaining() + " left");
        }
        return in;
    }

    private ExternalTermException bad(String problem) {
        return new ExternalTermException(in.position() - base, problem);
    }
}
