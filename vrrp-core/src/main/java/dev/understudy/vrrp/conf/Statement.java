// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line of the configuration and the block that belongs to it, if one does. */
final class Statement {
    private final List<Word> words;
    private final Located line;
    private Block block;

    Statement(List<Word> words, Located line) {
        this.words = words;
        this.line = line;
    }

    /** What stands between braces. */
    static final class Block {
        private final Place open;
        private final List<Statement> statements = new ArrayList<>();

        Block(Place open) {
            this.open = open;
        }

        Place open() {
            return open;
        }

        List<Statement> statements() {
            return statements;
        }
    }

    String keyword() {
        return words.get(0).text();
    }

    Place place() {
        return words.get(0).place();
    }

    List<Word> words() {
        return words;
    }

    List<Word> arguments() {
        return words.subList(1, words.size());
    }

    Optional<Word> argument(int index) {
        return index + 1 < words.size() ? Optional.of(words.get(index + 1)) : Optional.empty();
    }

    /** The place of an argument, or of the keyword if there is none. */
    Place argumentPlace(int index) {
        return argument(index).map(Word::place).orElse(place());
    }

    /** Everything after the keyword, quotes and all. */
    Located rest() {
        return words.size() == 1
                ? line.from(line.length())
                : line.from(words.get(1).offset());
    }

    Optional<Block> block() {
        return Optional.ofNullable(block);
    }

    List<Statement> body() {
        return block == null ? List.of() : block.statements();
    }

    void open(Block value) {
        block = value;
    }

    @Override
    public String toString() {
        return line.text();
    }
}
