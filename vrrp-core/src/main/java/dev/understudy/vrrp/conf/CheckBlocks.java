// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the blocks that define checks have in common. */
final class CheckBlocks {
    private CheckBlocks() {}

    /** Returns the statements with a known keyword; the others are refused: a check that is not what was written watches nothing. */
    static List<Statement> known(Statement block, Set<String> keywords, Report report) {
        List<Statement> known = new ArrayList<>();
        for (Statement statement : block.body()) {
            if (keywords.contains(statement.keyword())) {
                known.add(statement);
            } else {
                report.refuse(
                        statement.place(),
                        "unknown keyword '" + statement.keyword() + "' in " + block.keyword()
                                + Keywords.hint(statement.keyword(), keywords));
            }
        }
        return known;
    }

    static Weight weight(Map<String, Statement> settings, Weight otherwise, Values values, Report report) {
        Statement statement = settings.get("weight");
        return statement == null
                ? otherwise
                : Weight.read(statement.arguments(), statement, values, report).orElse(otherwise);
    }

    /** {@code USER [GROUP]}. */
    static Optional<List<String>> user(Statement statement, Values values) {
        if (statement.argument(1).isEmpty()) {
            return values.only(statement, "a user").map(w -> List.of(w.text()));
        }
        values.extra(statement, 2);
        return Optional.of(List.of(
                statement.arguments().get(0).text(),
                statement.arguments().get(1).text()));
    }
}
