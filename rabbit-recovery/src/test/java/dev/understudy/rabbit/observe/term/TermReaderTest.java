// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermReaderTest {

    /** The right column is what {@code io:format("~tp")} of Erlang 25 makes of the left one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "foo@bar_1 ~ foo@bar_1",
                "'Foo bar' ~ 'Foo bar'",
                "'a\\'b\\\\c' ~ 'a\\'b\\\\c'",
                "'plain' ~ plain",
                "'end' ~ 'end'",
                "'rabbit@host-a1' ~ 'rabbit@host-a1'",
                "été ~ 'été'",
                "-17 ~ -17",
                "+3 ~ 3",
                "16#fF ~ 255",
                "2#1010 ~ 10",
                "1_000 ~ 1000",
                "$a ~ 97",
                "$\\n ~ 10",
                "$\\x{20ac} ~ 8364",
                "-2.5e3 ~ -2500.0",
                "123456789012345678901234567890 ~ 123456789012345678901234567890",
                "\"a\\\"b\\x41\\101\\tc\" ~ \"a\\\"bAA\\x{9}c\"",
                "\"ab\" \"cd\" ~ \"abcd\"",
                "\"\" ~ []",
                "<<>> ~ <<>>",
                "<<\"abc\">> ~ <<\"abc\">>",
                "<<\"a\", 98, \"c\">> ~ <<\"abc\">>",
                "<<\"€\"/utf8>> ~ <<226,130,172>>",
                "<<0,255>> ~ <<0,255>>",
                "[] ~ []",
                "[a, [b], c] ~ [a,[b],c]",
                "[a | b] ~ [a|b]",
                "[a | [b]] ~ [a,b]",
                "{} ~ {}",
                "{a, {b}} ~ {a,{b}}",
                "#{} ~ #{}",
                "#{a => 1, <<\"k\">> => [x]} ~ #{a => 1,<<\"k\">> => [x]}",
                "fun lists:map/2 ~ fun lists:map/2",
                "<0.12.3> ~ <0.12.3>",
                "#Ref<0.1.2.3> ~ #Ref<0.1.2.3>",
            })
    void readsWhatErlangReads(String text, String printed) throws TermSyntaxException {
        assertThat(TermReader.readOne(text + " .")).hasToString(printed);
        assertThat(TermReader.readOne(text + " .")).isEqualTo(TermReader.readOne(text + "\n.%"));
    }

    @Test
    void readsSeveralTermsAmongComments() throws TermSyntaxException {
        assertThat(TermReader.readAll("% first\na.\n{b, % here\n c}.\n%last"))
                .extracting(Term::toString)
                .containsExactly("a", "{b,c}");
        assertThat(TermReader.readAll(" \n% nothing")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "[a, b ~ line 1, column 6: ',' or ']' was expected, not the end of the file",
                "[a b]. ~ line 1, column 4: ',' or ']' was expected, not 'b'",
                "{a,}. ~ line 1, column 4: a term was expected, not '}'",
                "{a ~ line 1, column 3: ',' or '}' was expected, not the end of the file",
                "[|a]. ~ line 1, column 2: a term was expected, not '|'",
                "a ~ line 1, column 2: '.' after the term was expected, not the end of the file",
                "a b. ~ line 1, column 3: '.' after the term was expected, not 'b'",
                "A. ~ line 1, column 1: the character 'A', where a term was expected",
                "'a. ~ line 1, column 4: a quoted atom without its closing '",
                "<<300>>. ~ line 1, column 3: a string or a byte was expected, not 300",
                "<<\"€\">>. ~ line 1, column 3: a character above 255 in a binary that does not say /utf8",
                "#{a}. ~ line 1, column 4: '=>' was expected, not '}'",
                "99#1. ~ line 1, column 3: the base 99, which is not between 2 and 36",
                "- a. ~ line 1, column 3: a number after the sign was expected, not 'a'",
            })
    void saysWhereAndWhatWasExpected(String text, String message) {
        assertThatExceptionOfType(TermSyntaxException.class)
                .isThrownBy(() -> TermReader.readAll(text))
                .withMessage(message);
    }

    @Test
    void countsLines() {
        assertThatExceptionOfType(TermSyntaxException.class)
                .isThrownBy(() -> TermReader.readAll("a.\n\n  [b,,c]."))
                .withMessageStartingWith("line 3, column 6: ")
                .satisfies(e -> assertThat(e.line() * 100 + e.column()).isEqualTo(306));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "#{a=>", "[a|"})
    void refusesDeepNestingInsteadOfOverflowing(String open) {
        assertThatExceptionOfType(TermSyntaxException.class)
                .isThrownBy(() -> TermReader.readAll(open.repeat(1_000_000)))
                .withMessageContaining("nested deeper than 256");
    }

    @Test
    void refusesEndlessNumbers() {
        assertThatExceptionOfType(TermSyntaxException.class)
                .isThrownBy(() -> TermReader.readAll("9".repeat(5_000_000)))
                .withMessageContaining("more than 4096 digits");
    }

    @Test
    void readsTheFilesOfARealNode() throws IOException {
        assertThat(TermReader.readOne(Fixtures.of("text/cluster_nodes.config")))
                .hasToString("{[rabbit@hosta,rabbit@hostb],[rabbit@hosta,rabbit@hostb]}");
        assertThat(TermReader.readOne(Fixtures.of("text/nodes_running_at_shutdown"))
                        .asList())
                .hasValueSatisfying(nodes -> assertThat(nodes).hasSize(2));
        assertThat(TermReader.readOne(Fixtures.of("text/rabbit@hosta-feature_flags"))
                        .asList()
                        .orElseThrow())
                .contains(new Term.Atom("quorum_queue"));
    }

    @Test
    void aPowerLossLeavesZerosAndSaysSo(@TempDir Path dir) throws IOException {
        Path file = Files.write(dir.resolve("nodes_running_at_shutdown"), new byte[29]);
        assertThatExceptionOfType(TermSyntaxException.class)
                .isThrownBy(() -> TermReader.readOne(file))
                .withMessage("line 1, column 1: the control character 0x0");
        Files.write(file, new byte[0]);
        assertThatExceptionOfType(TermSyntaxException.class)
                .isThrownBy(() -> TermReader.readOne(file))
                .withMessage("line 1, column 1: empty, one term was expected");
    }

    @Test
    void latin1IsReadWhereItIsNoUtf8(@TempDir Path dir) throws IOException {
        Path file = Files.write(dir.resolve("old"), new byte[] {'"', (byte) 0xe9, '"', '.'});
        assertThat(TermReader.readOne(file).asText()).isEqualTo(Optional.of("é"));
    }

    @Test
    void termsAreTakenApart() throws TermSyntaxException {
        Term term = TermReader.readOne("{r, \"ab\", [{k, v}, {n, 7}], #{m => <<\"x\">>}}.");
        assertThat(term.isRecord("r", 4)).isTrue();
        assertThat(term.isRecord("r", 3)).isFalse();
        assertThat(term.element(1).flatMap(Term::asAtom)).contains("r");
        assertThat(term.element(2).flatMap(Term::asText)).contains("ab");
        assertThat(term.element(2).flatMap(Term::asList)).contains(List.of(Term.Int.of(97), Term.Int.of(98)));
        assertThat(term.element(3).flatMap(t -> t.get("n")).orElseThrow().asLong())
                .hasValue(7);
        assertThat(term.element(4).flatMap(t -> t.get("m")).flatMap(Term::asText))
                .contains("x");
        assertThat(term.element(5)).isEmpty();
        assertThat(Term.NIL.arity()).isEqualTo(-1);
    }
}
