// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Terms as Erlang prints them with {@code ~w}, save that strings and printable binaries are quoted. */
final class ErlangSyntax {

    private static final Pattern BARE = Pattern.compile("[a-z][A-Za-z0-9_@]*");
    private static final Set<String> RESERVED = Set.of(
            "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond",
            "div", "else", "end", "fun", "if", "let", "maybe", "not", "of", "or", "orelse", "receive", "rem", "try",
            "when", "xor");

    private final StringBuilder out = new StringBuilder();

    private ErlangSyntax() {}

    static String of(Term term) {
        ErlangSyntax syntax = new ErlangSyntax();
        syntax.write(term);
        return syntax.out.toString();
    }

    private void write(Term term) {
        if (term instanceof Term.Atom atom) {
            atom(atom.name());
        } else if (term instanceof Term.Int i) {
            out.append(i.value());
        } else if (term instanceof Term.Real real) {
            out.append(real.value());
        } else if (term instanceof Term.Str str) {
            quoted(str.text(), '"');
        } else if (term instanceof Term.Binary binary) {
            binary(binary);
        } else if (term instanceof Term.ListTerm list) {
            sequence("[", list.elements(), "]");
        } else if (term instanceof Term.ImproperList list) {
            sequence("[", list.elements(), "|");
            write(list.tail());
            out.append(']');
        } else if (term instanceof Term.Tuple tuple) {
            sequence("{", tuple.elements(), "}");
        } else if (term instanceof Term.MapTerm map) {
            map(map.entries());
        } else if (term instanceof Term.Pid pid) {
            out.append('<').append(pid.node().isEmpty() ? "0" : pid.node());
            out.append('.').append(pid.id()).append('.').append(pid.serial()).append('>');
        } else if (term instanceof Term.Reference ref) {
            out.append("#Ref<").append(ref.node());
            ref.words().forEach(word -> out.append('.').append(word));
            out.append('>');
        } else {
            out.append(((Term.Opaque) term).text());
        }
    }

    private void sequence(String open, List<Term> terms, String close) {
        out.append(open);
        for (Iterator<Term> it = terms.iterator(); it.hasNext(); ) {
            write(it.next());
            if (it.hasNext()) {
                out.append(',');
            }
        }
        out.append(close);
    }

    private void map(Map<Term, Term> entries) {
        out.append("#{");
        String comma = "";
        for (Map.Entry<Term, Term> entry : entries.entrySet()) {
            out.append(comma);
            write(entry.getKey());
            out.append(" => ");
            write(entry.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private void atom(String name) {
        if (BARE.matcher(name).matches() && !RESERVED.contains(name)) {
            out.append(name);
        } else {
            quoted(name, '\'');
        }
    }

    private void binary(Term.Binary binary) {
        byte[] bytes = binary.bytes();
        out.append("<<");
        if (bytes.length > 0 && binary.unusedBits() == 0 && printable(bytes)) {
            quoted(binary.text(), '"');
        } else {
            for (int i = 0; i < bytes.length; i++) {
                out.append(i == 0 ? "" : ",").append(bytes[i] & 0xff);
            }
            if (binary.unusedBits() > 0) {
                // Only the upper bits of the last byte count, and Erlang writes them as a number of their own.
                int bits = 8 - binary.unusedBits();
                int last = bytes[bytes.length - 1] & 0xff;
                out.setLength(out.length() - Integer.toString(last).length());
                out.append(last >> binary.unusedBits()).append(':').append(bits);
            }
        }
        out.append(">>");
    }

    private static boolean printable(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0x20 || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private void quoted(String text, char quote) {
        out.append(quote);
        text.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c < 0x20 || c >= 0x7f && c < 0xa0) {
                out.append("\\x{")
                        .append(Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT))
                        .append('}');
            } else {
                out.appendCodePoint(c);
            }
        });
        out.append(quote);
    }
}
