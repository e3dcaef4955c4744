// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stages from bytes to a tree. */
class GrammarTest {
    @Test
    void commentsStartAnywhereOutsideQuotes() {
        assertThat(Confs.tree("! head\n  # c\na b # c\nd ! c\n\te \"#1 !2\" f ## c\n"))
                .isEqualTo("a|b\nd\ne|#1 !2|f\n");
    }

    @Test
    void aBackslashKeepsACommentCharacter() {
        assertThat(Confs.tree("a b\\#c \\!d\n")).isEqualTo("a|b#c|!d\n");
    }

    @Test
    void aCommentInsideAWordIsRemarked() {
        Report report = new Report();
        assertThat(Confs.tree(Map.of(Confs.FILE, "auth_pass ab#cd\n"), report)).isEqualTo("auth_pass|ab\n");
        assertThat(report.sorted())
                .extracting(Diagnostic::toString)
                .containsExactly(
                        "host.conf:1:13: lint: '#' starts a comment inside a word: the value ends at 'ab'; put the value in"
                                + " double quotes or write '\\#'");
    }

    @Test
    void singleQuotesProtectNothing() {
        assertThat(Confs.tree("a 'b c' {\n}\n")).isEqualTo("a|'b|c' {\n");
    }

    @Test
    void aFinalBackslashContinuesTheLine() {
        assertThat(Confs.tree("a b \\\n   c \\\nd\ne\n")).isEqualTo("a|b|c|d\ne\n");
    }

    @Test
    void aQuotationGoesOnAfterABackslash() {
        assertThat(Confs.tree("a \"b \\\n c\"\n")).isEqualTo("a|b  c\n");
    }

    @Test
    void aQuoteEndsTheWordBeforeIt() {
        assertThat(Confs.tree("a b\"c d\"e \"\"\n")).isEqualTo("a|b|c d|e|\n");
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThat(Confs.said(Confs.read("a \"b\nc\n")))
                .contains("1:1: refuse: a double quote is not closed before the end of the line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a { b c }", "a\n{\nb c\n}", "a{b c}", "a {b c\n}", "a { b c } "})
    void bracesStandAnywhere(String text) {
        assertThat(Confs.tree(text)).isEqualTo("a {\n  b|c\n");
    }

    @Test
    void severalBlocksInOneLine() {
        assertThat(Confs.tree("a { b { c } d } e \"{\" f")).isEqualTo("a {\n  b {\n    c\n  d\ne|{|f\n");
    }

    @Test
    void carriageReturnsAreStripped() {
        assertThat(Confs.tree("a b\r\nc {\r\n}\r\n")).isEqualTo("a|b\nc {\n");
    }

    @Test
    void linesForOtherHostsAreLeftOut() {
        assertThat(Confs.tree("@node1 a\n@node2 b\n@^node1 c\n@^node2 d\n@node1\ne { @node2 f\n@node1 g\n}\n"))
                .isEqualTo("a\nd\ne {\n  g\n");
    }

    @Test
    void definitionsAreExpandedWhereTheyAreUsed() {
        assertThat(Confs.tree("$A=$B x\n$B= 5\na $A\n$B=6\na ${A}y \"${B}\"\n$E=\nb $E c$E\n"))
                .isEqualTo("a|5|x\na|6|xy|6\nb|c\n");
    }

    @Test
    void aBlankBeforeTheEqualSignIsNoDefinition() {
        assertThat(Confs.tree("$P = 5\n$Q\n$Q,$R\n$Rest\n")).isEqualTo("$P|=|5\n$Q\n$Q,$R\n$Rest\n");
    }

    @Test
    void aDefinitionOfSeveralLinesIsUsedAtTheEndOfALine() {
        assertThat(Confs.tree("$A=b { \\\n  c \\\n\\\n  }\na\n$A\nx $A y\n")).isEqualTo("a\nb {\n  c\nx|$A|y\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$A=$A\na $A\n",
                "$A=${B}\n$B=${A}\na ${A}\n",
                "$A=x${A}\na ${A}\n",
                "$A=$B $B\n$B=$C $C\n$C=$A $A\na $A\n",
                "$A=x \\\n $A\na $A\n"
            })
    void aDefinitionThatLeadsToItselfEnds(String text) {
        assertThat(Confs.read(text).diagnostics()).anySatisfy(d -> {
            assertThat(d.severity()).isEqualTo(Severity.REFUSE);
            assertThat(d.message()).containsAnyOf("leads to itself", "lead to itself");
        });
    }

    @Test
    void sequencesRepeatTheirText() {
        assertThat(Confs.tree("~SEQ(i, 3) a $i\n")).isEqualTo("a|1\na|2\na|3\n");
        assertThat(Confs.tree("~SEQ(i, -2) a $i\n")).isEqualTo("a|-1\na|-2\n");
        assertThat(Confs.tree("~SEQ(i, 5, 4) a ${i}x\n")).isEqualTo("a|5x\na|4x\n");
        assertThat(Confs.tree("$N=9\n~SEQ(i, 1, 4, $N) a $i\n")).isEqualTo("a|1\na|5\na|9\n");
        assertThat(Confs.tree("~SEQx(i, 0x1e, 0x1f) a $i\n")).isEqualTo("a|1e\na|1f\n");
        assertThat(Confs.tree("~SEQ(i, 2) ~SEQ(j, 2) a $i $j\n")).isEqualTo("a|1|1\na|1|2\na|2|1\na|2|2\n");
        assertThat(Confs.tree("~SEQ(i, 2) a$i { b }\n~SEQ(i, 1) a${i}\n$i x\n"))
                .isEqualTo("a1 {\n  b\na2 {\n  b\na1\n$i|x\n");
    }

    @Test
    void listsRepeatTheirText() {
        assertThat(Confs.tree("~LST(v, x, y) a $v\n")).isEqualTo("a|x\na|y\n");
        assertThat(Confs.tree("~LST({v,w}, {x,1}, {y,2}) a $v $w\n")).isEqualTo("a|x|1\na|y|2\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "~SEQ(i, 1, -1, 5) a; from 1 to 5 never ends with step -1",
                "~SEQ(i, 1, 0, 5) a; from 1 to 5 never ends with step 0",
                "~SEQ(i, 1, 99999) a; more than 10000 rounds",
                "~SEQ(i, x) a; 'x' is not a number",
                "~SEQ(i) a; expected (variable, end)",
                "~SEQ i; expected '~SEQ(variable, ...) text'",
                "~SEQx(i, -3) a; ~SEQx counts in positive numbers only",
                "~LST({v,w}, {x}) a; every group needs 2 values"
            })
    void aSequenceThatMakesNoSenseIsRefused(String line, String why) {
        assertThat(Confs.said(Confs.read(line + "\n")))
                .anySatisfy(s -> assertThat(s).startsWith("1:1: refuse: ").contains(why));
    }

    @Test
    void predefinedNames() {
        Map<String, String> texts = Map.of(
                Confs.FILE,
                "include sub/a.conf\n@node1 i $_INSTANCE\nh x${_HASH}y\nb ${_BANG}z\nr ${_RANDOM 3 3}\n",
                "sub/a.conf",
                "p $_PWD\n");
        assertThat(Confs.tree(texts, new Report())).isEqualTo("p|sub\ni|node1\nh|x\nb\nr|3\n");
    }

    @Test
    void theEnvironmentIsRead() {
        ConfOptions options = new ConfOptions(
                "x", Map.of("IF", "eth9"), Confs.options(Map.of()).source(), 0);
        Definitions definitions = new Definitions(options);
        Reference reference = Reference.at("${_ENV IF}", 0);
        List<Located> value = definitions.lookup(reference, new Place("f", 1, 1), java.nio.file.Path.of(""));
        assertThat(value).extracting(Located::text).containsExactly("eth9");
    }

    @Test
    void conditionalsAndIncludesCannotComeFromAReference() {
        assertThat(Confs.said(Confs.read("$A=@node1 a\n$A\n$I=include x\n$I\n")))
                .contains(
                        "2:1: refuse: '@...' comes from a reference: write '@' and 'include' themselves",
                        "4:1: refuse: 'i...' comes from a reference: write '@' and 'include' themselves");
    }

    @Test
    void everyWordKnowsItsPlace() {
        Report report = new Report();
        TreeBuilder tree = new TreeBuilder(report);
        Map<String, String> texts =
                Map.of(Confs.FILE, "$V=22\na {\n  b $V \\\n    c\n  include inc\n}\n", "inc", "\n d e\n");
        new Preprocessor(Confs.options(texts), report, new Budget(), tree).read(java.nio.file.Path.of(Confs.FILE));
        Statement a = tree.end(true).get(0);
        List<Word> b = a.body().get(0).words();
        assertThat(b)
                .extracting(w -> w.text() + '@' + w.place())
                .containsExactly("b@host.conf:3:3", "22@host.conf:3:5", "c@host.conf:4:5");
        assertThat(a.body().get(1).words().get(1).place()).hasToString("inc:2:4");
    }

    @Test
    void overlongLinesAreRefusedUnlessTheyAreComments() {
        String comment = "# " + "\u4e2d".repeat(400);
        assertThat(Confs.tree(comment + "\na " + comment.substring(0, 200) + "\n"))
                .isEqualTo("a\n");
        assertThat(Confs.said(Confs.read("\n a " + comment + "\n")))
                .contains("2:2: refuse: longer than 1023 bytes: keepalived ignores the whole line");
    }

    @Test
    void missingAndSuperfluousBracesAreRefused() {
        assertThat(Confs.said(Confs.read("a {\nb {\n}\n")))
                .contains("1:3: refuse: the block that starts here is not closed: expected '}' before the end");
        assertThat(Confs.said(Confs.read("a {\n}\n}\n")))
                .contains("3:1: refuse: '}' closes nothing: is a '{' missing before it, or is this one too many?");
        assertThat(Confs.said(Confs.read("{\na\n}\n")))
                .contains("1:1: refuse: no keyword before '{': the block is skipped");
        assertThat(Confs.said(Confs.read("x {".repeat(40))))
                .containsExactly("1:99: refuse: blocks nest deeper than 32");
    }

    @Test
    void loopsInLoopsAreBounded() {
        assertThat(Confs.said(Confs.read("~SEQ(i, 9999) ~SEQ(j, 9999) x\n")))
                .containsExactly("1:29: refuse: the configuration expands to more than 8000000 characters");
    }

    @Test
    void remarksAreBoundedButNoRefusalIsLost() {
        KeepalivedConf conf = Confs.read("// x\n".repeat(600) + "priority 5\n");
        assertThat(conf.diagnostics()).hasSize(502);
        assertThat(conf.refused()).isTrue();
        assertThat(Confs.said(conf)).last().asString().startsWith("601:1: refuse: 'priority' stands outside");
    }

    @Test
    void bytesThatAreNotUtf8DoNoHarmInComments() {
        SourceText text = SourceText.decode("f", new byte[] {'a', ' ', '#', (byte) 0xd6, (byte) 0xd0, '\n', 'b'});
        assertThat(text.utf8()).isFalse();
        assertThat(text.lines()).hasSize(2).endsWith("b");
    }

    @Test
    void aByteOrderMarkIsRemarked() {
        assertThat(Confs.said(Confs.read("\uFEFF# c\nglobal_defs {\n}\n")).get(0))
                .startsWith("1:1: lint: a byte order mark");
    }
}
