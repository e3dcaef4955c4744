// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A check as its block defines it.
 *
 * @param kind the keyword of the block
 * @param definition what is watched
 * @param weight the weight unless the user of the check gives another
 * @param reverse whether the weight's sense is turned round
 * @param statement the block
 * @param settings the statement that set each keyword
 */
record CheckDraft(
        String kind,
        CheckDefinition definition,
        int weight,
        boolean reverse,
        Statement statement,
        Map<String, Statement> settings) {
    CheckDraft {
        settings = Map.copyOf(settings);
    }

    String name() {
        return definition.name();
    }

    Place place() {
        return statement.argumentPlace(0);
    }

    Place place(String keyword) {
        Statement setting = settings.get(keyword);
        return setting == null ? place() : setting.place();
    }

    boolean sets(String keyword) {
        return settings.containsKey(keyword);
    }

    /** Returns the last statement of each keyword; a repetition is remarked. */
    static Map<String, Statement> settings(List<Statement> body, Report report) {
        Map<String, Statement> settings = new HashMap<>();
        for (Statement statement : body) {
            Statement before = settings.put(statement.keyword(), statement);
            if (before != null) {
                report.lint(
                        statement.place(),
                        "'" + statement.keyword() + "' is written again: this one counts, the one in line "
                                + before.place().line() + " does not");
            }
        }
        return settings;
    }
}
