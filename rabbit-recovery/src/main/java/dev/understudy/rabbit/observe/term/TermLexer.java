// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.math.BigInteger;

/** Cuts text into Erlang's tokens. Owned by one {@link TermReader}; not thread-safe. */
final class TermLexer {

    /** What a token is; {@code SIGN} covers brackets, commas, bars and arrows, told apart by their text. */
    enum Kind {
        ATOM,
        NUMBER,
        STRING,
        OPAQUE,
        SIGN,
        DOT,
        END
    }

    /** One token: its text (an atom's name, a string's content) or, for numbers and pids, its term; and where it began. */
    record Token(Kind kind, String text, Term term, int line, int column) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        String describe() {
            return switch (kind) {
                case END -> "the end of the file";
                case DOT -> "'.'";
                case STRING -> "a string";
                case NUMBER, OPAQUE -> term.toString();
                case ATOM, SIGN -> "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
            };
        }
    }

    private static final int MAX_DIGITS = 4096;
    private static final String[] SIGNS = {
        "<<", ">>", "=>", ":=", "#{", "{", "}", "[", "]", "|", ",", "-", "+", "/", ":"
    };

    private final String text;
    private int pos;
    private int line = 1;
    private int lineStart;
    private int startLine;
    private int startColumn;

    TermLexer(String text) {
        this.text = text;
    }

    Token next() throws TermSyntaxException {
        skipBlank();
        startLine = line;
        startColumn = pos - lineStart + 1;
        if (pos >= text.length()) {
            return token(Kind.END, "", null);
        }
        char c = text.charAt(pos);
        if (c >= '0' && c <= '9') {
            return token(Kind.NUMBER, "", number());
        }
        if (c == '$') {
            pos++;
            return token(Kind.NUMBER, "", Term.Int.of(character('\0')));
        }
        if (c == '\'') {
            return token(Kind.ATOM, quoted('\''), null);
        }
        if (c == '"') {
            return token(Kind.STRING, quoted('"'), null);
        }
        if (Character.isLowerCase(c)) {
            return token(Kind.ATOM, word(), null);
        }
        if (c == '.' && (pos + 1 == text.length() || isBlank(text.charAt(pos + 1)) || text.charAt(pos + 1) == '%')) {
            pos++;
            return token(Kind.DOT, ".", null);
        }
        Term pid = pid();
        if (pid != null) {
            return token(Kind.OPAQUE, "", pid);
        }
        if (text.startsWith("#Ref<", pos) || text.startsWith("#Fun<", pos) || text.startsWith("#Port<", pos)) {
            return token(Kind.OPAQUE, "", unreadable());
        }
        for (String sign : SIGNS) {
            if (text.startsWith(sign, pos)) {
                pos += sign.length();
                return token(Kind.SIGN, sign, null);
            }
        }
        throw bad(
                c < 0x20 || c == 0x7f
                        ? "the control character 0x" + Integer.toHexString(c)
                        : "the character '" + c + "', where a term was expected");
    }

    private Token token(Kind kind, String content, Term term) {
        return new Token(kind, content, term, startLine, startColumn);
    }

    private void skipBlank() {
        for (; pos < text.length(); pos++) {
            char c = text.charAt(pos);
            if (c == '%') {
                while (pos + 1 < text.length() && text.charAt(pos + 1) != '\n') {
                    pos++;
                }
            } else if (!isBlank(c)) {
                return;
            }
            newline(c);
        }
    }

    private void newline(char c) {
        if (c == '\n') {
            line++;
            lineStart = pos + 1;
        }
    }

    /** Erlang takes every control character but NUL for a blank; a NUL is what a power loss leaves, so it is told. */
    private static boolean isBlank(char c) {
        return c > 0 && c <= ' ' || c >= 0x80 && c <= 0xa0;
    }

    private String word() {
        int start = pos;
        while (pos < text.length() && isWord(text.charAt(pos))) {
            pos++;
        }
        return text.substring(start, pos);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '@';
    }

    private String digits(int radix) throws TermSyntaxException {
        StringBuilder digits = new StringBuilder();
        for (; pos < text.length(); pos++) {
            char c = text.charAt(pos);
            boolean between = c == '_'
                    && digits.length() > 0
                    && pos + 1 < text.length()
                    && Character.digit(text.charAt(pos + 1), radix) >= 0;
            if (c < 0x80 && Character.digit(c, radix) >= 0) {
                digits.append(c);
            } else if (!between) {
                break;
            }
            if (digits.length() > MAX_DIGITS) {
                throw bad("a number of more than " + MAX_DIGITS + " digits");
            }
        }
        if (digits.length() == 0) {
            throw bad("digits were expected");
        }
        return digits.toString();
    }

    private Term number() throws TermSyntaxException {
        String whole = digits(10);
        if (at(0) == '#') {
            int radix = whole.length() > 2 ? 0 : Integer.parseInt(whole);
            if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
                throw bad("the base " + whole + ", which is not between 2 and 36");
            }
            pos++;
            return new Term.Int(new BigInteger(digits(radix), radix));
        }
        if (at(0) != '.' || at(1) < '0' || at(1) > '9') {
            return new Term.Int(new BigInteger(whole));
        }
        pos++;
        StringBuilder real = new StringBuilder(whole).append('.').append(digits(10));
        if (at(0) == 'e' || at(0) == 'E') {
            pos++;
            real.append('e');
            if (at(0) == '-' || at(0) == '+') {
                real.append(at(0));
                pos++;
            }
            real.append(digits(10));
        }
        return new Term.Real(Double.parseDouble(real.toString()));
    }

    /** {@code <0.1.0>}: what a pid looks like in files that are not meant to be read back. */
    private Term pid() {
        int p = pos;
        long[] parts = new long[3];
        if (text.charAt(p++) != '<') {
            return null;
        }
        for (int i = 0; i < 3; i++) {
            int start = p;
            while (p < text.length() && text.charAt(p) >= '0' && text.charAt(p) <= '9' && p - start < 10) {
                parts[i] = parts[i] * 10 + (text.charAt(p++) - '0');
            }
            if (p == start || p >= text.length() || text.charAt(p++) != (i < 2 ? '.' : '>')) {
                return null;
            }
        }
        pos = p;
        return new Term.Pid("", parts[1], parts[2], 0);
    }

    private Term unreadable() throws TermSyntaxException {
        int end = text.indexOf('>', pos);
        if (end < 0 || end - pos > 200 || text.substring(pos, end).indexOf('\n') >= 0) {
            throw bad("a reference, port or fun without its '>'");
        }
        Term term = new Term.Opaque(text.substring(pos, end + 1));
        pos = end + 1;
        return term;
    }

    private String quoted(char quote) throws TermSyntaxException {
        StringBuilder content = new StringBuilder();
        pos++;
        while (at(0) != quote || pos >= text.length()) {
            if (pos >= text.length()) {
                throw bad((quote == '"' ? "a string" : "a quoted atom") + " without its closing " + quote);
            }
            content.appendCodePoint(character(quote));
        }
        pos++;
        return content.toString();
    }

    /** One character, maybe escaped; the text is not at its end when {@code quote} is one. */
    private int character(char quote) throws TermSyntaxException {
        if (pos >= text.length()) {
            throw bad("a character was expected after '$'");
        }
        int c = text.codePointAt(pos);
        newline((char) c);
        pos += Character.charCount(c);
        return c == '\\' ? escape(quote) : c;
    }

    private int escape(char quote) throws TermSyntaxException {
        if (pos >= text.length()) {
            throw bad("a '\\' at the end of the file" + (quote == 0 ? "" : ", and no closing " + quote));
        }
        int c = text.codePointAt(pos);
        newline((char) c);
        pos += Character.charCount(c);
        return switch (c) {
            case 'b' -> '\b';
            case 'd' -> 0x7f;
            case 'e' -> 0x1b;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 's' -> ' ';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            case '^' -> control();
            case 'x' -> hex();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
            default -> c;
        };
    }

    private int control() throws TermSyntaxException {
        char c = at(0);
        if (c < 0x40 || c > 0x7f) {
            throw bad("a letter was expected after '\\^'");
        }
        pos++;
        return c & 0x1f;
    }

    private int octal(int first) {
        int value = first;
        for (int i = 0; i < 2 && at(0) >= '0' && at(0) <= '7'; i++) {
            value = value * 8 + at(0) - '0';
            pos++;
        }
        return value;
    }

    private int hex() throws TermSyntaxException {
        boolean braced = at(0) == '{';
        pos += braced ? 1 : 0;
        int start = pos;
        int most = braced ? 6 : 2;
        while (pos - start < most && at(0) < 0x80 && Character.digit(at(0), 16) >= 0) {
            pos++;
        }
        if (pos == start || braced && at(0) != '}' || !braced && pos - start != 2) {
            throw bad("'\\xHH' or '\\x{H...}' was expected");
        }
        int value = Integer.parseInt(text.substring(start, pos), 16);
        pos += braced ? 1 : 0;
        if (!Character.isValidCodePoint(value)) {
            throw bad("0x" + Integer.toHexString(value) + " is no character");
        }
        return value;
    }

    private char at(int ahead) {
        return pos + ahead < text.length() ? text.charAt(pos + ahead) : '\0';
    }

    private TermSyntaxException bad(String problem) {
        return new TermSyntaxException(line, pos - lineStart + 1, problem);
    }
}
