// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Makes a tree of lines and braces. What keepalived would read differently than it looks (a block without its brace, a brace without its
 * block) is refused, and the tree is mended as its author meant it, so that the rest can still be checked.
 */
final class TreeBuilder {
    private static final int DEEPEST = 32;

    private final Report report;
    private final Statement.Block root = new Statement.Block(new Place("", 1, 1));
    private final Deque<Statement.Block> open = new ArrayDeque<>();
    /** Texts of words that came lately, by their hashes. */
    private final String[] texts = new String[256];

    private Statement last;
    private boolean slashes;

    TreeBuilder(Report report) {
        this.report = report;
        open.push(root);
    }

    void line(Located line) {
        List<Word> words = Word.split(line, this::shared);
        if (words.isEmpty()) {
            return;
        }
        missingBrace(words.get(0).text());
        slashes = words.get(0).slashes();
        if (slashes) {
            report.lint(
                    line.start(), "'//' does not start a comment: keepalived reads an unknown keyword; use '#' or '!'");
            last = null;
            return;
        }
        last = cut(words, line);
        open.element().statements().add(last);
    }

    private String shared(String text) {
        int place = text.hashCode() & (texts.length - 1);
        if (!text.equals(texts[place])) {
            texts[place] = text;
        }
        return texts[place];
    }

    private Statement cut(List<Word> words, Located line) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).slashes()) {
                Word comment = words.get(i);
                report.lint(
                        comment.place(),
                        "'//' does not start a comment: keepalived reads these words as values; use '#' or '!'");
                return new Statement(
                        List.copyOf(words.subList(0, i)),
                        line.part(0, comment.offset()).strip());
            }
        }
        return new Statement(List.copyOf(words), line);
    }

    void open(Place brace) {
        Statement.Block block = new Statement.Block(brace);
        if (last == null || last.block().isPresent()) {
            String why = slashes ? "'//' does not comment out a block" : "no keyword before '{'";
            report.refuse(brace, why + ": the block is skipped");
        } else {
            last.open(block);
        }
        push(block);
    }

    private void push(Statement.Block block) {
        if (open.size() > DEEPEST) {
            throw new Budget.Exhausted(block.open(), "blocks nest deeper than " + DEEPEST);
        }
        open.push(block);
        last = null;
        slashes = false;
    }

    void close(Place brace) {
        missingBrace(null);
        last = null;
        slashes = false;
        if (open.size() == 1) {
            report.refuse(brace, "'}' closes nothing: is a '{' missing before it, or is this one too many?");
        } else {
            open.pop();
        }
    }

    /** A keyword that needs a block and is followed by something else: its brace was forgotten. */
    private void missingBrace(String next) {
        boolean needed = last != null && last.block().isEmpty() && Keywords.opensBlock(last, open.size() - 1);
        if (needed) {
            report.refuse(last.place(), "'" + last.keyword() + "' needs a block: expected '{' after it");
            // Entries of a value block could be anything; a keyword of the instance is none of them.
            boolean mend = next != null && (open.size() == 1 || !Keywords.isOfInstance(next));
            if (mend) {
                Statement.Block block = new Statement.Block(last.place());
                last.open(block);
                push(block);
            }
        }
    }

    /**
     * Returns the statements of the top level; blocks that are still open end here.
     *
     * @param complete whether everything was read, so that an open block is one without its brace
     */
    List<Statement> end(boolean complete) {
        missingBrace(null);
        if (complete && open.size() > 1) {
            String more = open.size() > 2 ? " (nor are " + (open.size() - 2) + " around it)" : "";
            report.refuse(
                    open.element().open(),
                    "the block that starts here is not closed" + more + ": expected '}' before the end");
        }
        return root.statements();
    }
}
