// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import dev.understudy.rabbit.observe.term.TermLexer.Kind;
import dev.understudy.rabbit.observe.term.TermLexer.Token;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Erlang terms from text, as {@code file:consult} does: terms that each end with a dot, {@code %} comments. Beyond
 * what {@code file:consult} reads it takes pids ({@code <0.1.0>}), references, ports and funs as they are printed, for
 * files that were written to be looked at.
 *
 * <p>Limits: {@value #MAX_BYTES} bytes of text, terms nested to {@value #MAX_DEPTH}.
 */
public final class TermReader {

    static final int MAX_BYTES = 16 << 20;
    static final int MAX_DEPTH = 256;

    private final TermLexer lexer;
    private Token token;

    private TermReader(String text) throws TermSyntaxException {
        lexer = new TermLexer(text);
        token = lexer.next();
    }

    /**
     * Reads all terms of a file. Text that is no UTF-8 is taken for Latin-1, as old releases wrote it.
     *
     * @throws TermSyntaxException when it is no text of terms
     * @throws IOException when the file cannot be read
     */
    public static List<Term> readAll(Path file) throws IOException {
        byte[] bytes = Bytes.read(file, MAX_BYTES);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return readAll(text);
    }

    /** Reads all terms of a text; none when it is blank. */
    public static List<Term> readAll(String text) throws TermSyntaxException {
        if (text.length() > MAX_BYTES) {
            throw new TermSyntaxException(1, 1, "text of more than " + MAX_BYTES + " characters");
        }
        TermReader reader = new TermReader(text);
        List<Term> terms = new ArrayList<>();
        while (reader.token.kind() != Kind.END) {
            terms.add(reader.term(0));
            if (reader.token.kind() != Kind.DOT) {
                throw reader.expected("'.' after the term");
            }
            reader.advance();
        }
        return terms;
    }

    /** Reads a text that has to be exactly one term. */
    public static Term readOne(String text) throws TermSyntaxException {
        return one(readAll(text));
    }

    /** Reads a file that has to be exactly one term. */
    public static Term readOne(Path file) throws IOException {
        return one(readAll(file));
    }

    private static Term one(List<Term> terms) throws TermSyntaxException {
        if (terms.size() != 1) {
            throw new TermSyntaxException(
                    1, 1, terms.isEmpty() ? "empty, one term was expected" : terms.size() + " terms, one was expected");
        }
        return terms.get(0);
    }

    private void advance() throws TermSyntaxException {
        token = lexer.next();
    }

    private Term term(int depth) throws TermSyntaxException {
        if (depth > MAX_DEPTH) {
            throw new TermSyntaxException(token.line(), token.column(), "terms nested deeper than " + MAX_DEPTH);
        }
        Token first = token;
        switch (first.kind()) {
            case ATOM:
                advance();
                return first.text().equals("fun") && token.kind() == Kind.ATOM ? fun() : new Term.Atom(first.text());
            case NUMBER, OPAQUE:
                advance();
                return first.term();
            case STRING:
                return string();
            case SIGN:
                break;
            case DOT, END:
                throw expected("a term");
        }
        advance();
        return switch (first.text()) {
            case "-", "+" -> signed(first.text().equals("-"));
            case "[" -> list(depth);
            case "{" -> tuple(depth);
            case "#{" -> map(depth);
            case "<<" -> binary();
            default -> {
                token = first;
                throw expected("a term");
            }
        };
    }

    private Term signed(boolean minus) throws TermSyntaxException {
        if (token.kind() == Kind.NUMBER) {
            Term number = token.term();
            advance();
            if (!minus) {
                return number;
            }
            return number instanceof Term.Int i
                    ? new Term.Int(i.value().negate())
                    : new Term.Real(-((Term.Real) number).value());
        }
        throw expected("a number after the sign");
    }

    private Term string() throws TermSyntaxException {
        StringBuilder text = new StringBuilder();
        while (token.kind() == Kind.STRING) { // "ab" "cd" is one string
            text.append(token.text());
            advance();
        }
        return Term.Str.of(text.toString());
    }

    private List<Term> sequence(String close, int depth) throws TermSyntaxException {
        List<Term> terms = new ArrayList<>();
        if (!token.is(close)) {
            terms.add(term(depth + 1));
            while (token.is(",")) {
                advance();
                terms.add(term(depth + 1));
            }
        }
        return terms;
    }

    private Term tuple(int depth) throws TermSyntaxException {
        List<Term> elements = sequence("}", depth);
        close("}");
        return new Term.Tuple(elements);
    }

    private Term list(int depth) throws TermSyntaxException {
        List<Term> elements = sequence("]", depth);
        Term tail = Term.NIL;
        if (!elements.isEmpty() && token.is("|")) {
            advance();
            tail = term(depth + 1);
        }
        close("]");
        if (tail.asList().isEmpty()) {
            return new Term.ImproperList(elements, tail);
        }
        elements.addAll(tail.asList().get());
        return elements.isEmpty() ? Term.NIL : new Term.ListTerm(elements);
    }

    private Term map(int depth) throws TermSyntaxException {
        Map<Term, Term> entries = new LinkedHashMap<>();
        while (!token.is("}")) {
            if (!entries.isEmpty()) {
                require(token.is(","), "',' or '}'");
                advance();
            }
            Term key = term(depth + 1);
            require(token.is("=>"), "'=>'");
            advance();
            entries.put(key, term(depth + 1));
        }
        advance();
        return new Term.MapTerm(entries);
    }

    private Term binary() throws TermSyntaxException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean more = !token.is(">>");
        while (more) {
            segment(bytes);
            more = token.is(",");
            if (more) {
                advance();
            }
        }
        close(">>");
        return new Term.Binary(bytes.toByteArray());
    }

    private void segment(ByteArrayOutputStream bytes) throws TermSyntaxException {
        if (token.kind() == Kind.STRING) {
            Token at = token;
            advance();
            if (token.is("/")) {
                advance();
                require(token.kind() == Kind.ATOM && token.text().equals("utf8"), "'utf8'");
                advance();
                bytes.writeBytes(at.text().getBytes(StandardCharsets.UTF_8));
            } else if (at.text().codePoints().anyMatch(c -> c > 0xff)) {
                throw new TermSyntaxException(
                        at.line(), at.column(), "a character above 255 in a binary that does not say /utf8");
            } else {
                bytes.writeBytes(at.text().getBytes(StandardCharsets.ISO_8859_1));
            }
            return;
        }
        long value = token.kind() == Kind.NUMBER ? token.term().asLong().orElse(-1) : -1;
        require(value >= 0 && value <= 0xff, "a string or a byte");
        bytes.write((int) value);
        advance();
    }

    private Term fun() throws TermSyntaxException {
        StringBuilder text = new StringBuilder("fun ").append(new Term.Atom(token.text()));
        advance();
        require(token.is(":"), "':'");
        advance();
        require(token.kind() == Kind.ATOM, "a function's name");
        text.append(':').append(new Term.Atom(token.text()));
        advance();
        require(token.is("/"), "'/'");
        advance();
        require(token.kind() == Kind.NUMBER, "an arity");
        text.append('/').append(token.term());
        advance();
        return new Term.Opaque(text.toString());
    }

    private void close(String sign) throws TermSyntaxException {
        require(token.is(sign), "',' or '" + sign + "'");
        advance();
    }

    private void require(boolean met, String what) throws TermSyntaxException {
        if (!met) {
            throw expected(what);
        }
    }

    private TermSyntaxException expected(String what) {
        return new TermSyntaxException(token.line(), token.column(), what + " was expected, not " + token.describe());
    }
}
