// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Map;

/** Reads {@code global_defs}. Most of it has no effect on a virtual router; what has none here is said once. */
final class GlobalReader {
    private final Values values;
    private final Report report;
    private final GlobalDraft global;

    GlobalReader(Report report, GlobalDraft global) {
        this.values = new Values(report);
        this.report = report;
        this.global = global;
    }

    void read(Statement block) {
        for (Statement statement : block.body()) {
            String keyword = statement.keyword();
            String refused = Keywords.GLOBAL_REFUSED.get(keyword);
            String warned = Keywords.GLOBAL_WARNED.get(keyword);
            if (Keywords.GLOBAL.contains(keyword)) {
                apply(keyword, statement);
            } else if (refused != null) {
                report.refuse(statement.place(), "'" + keyword + "' " + refused);
            } else if (warned != null) {
                report.warn(statement.place(), "'" + keyword + "' " + warned);
            } else {
                report.warn(statement.place(), unknown(keyword, statement));
            }
        }
    }

    private static String unknown(String keyword, Statement statement) {
        Map<String, String> warned = Keywords.GLOBAL_WARNED;
        String what = statement.block().isPresent() ? ": it is skipped with its block" : ": it is skipped";
        return "unknown keyword '" + keyword + "' in global_defs" + what
                + Keywords.hint(keyword, Keywords.GLOBAL, warned.keySet());
    }

    private void apply(String keyword, Statement statement) {
        switch (keyword) {
            case "vrrp_version" -> global.version = values.integer(statement, 2, 3);
            case "vrrp_strict" -> global.strict = values.flag(statement);
            case "v3_checksum_as_v2" -> global.messageOnlyChecksum = values.flag(statement);
            case "script_user" -> global.scriptUser = CheckBlocks.user(statement, values);
            case "enable_script_security" -> {
                values.alone(statement);
                global.scriptSecurity = true;
            }
            case "vrrp_mcast_group4", "vrrp_mcast_group6" -> Unsupported.group(statement, values, report);
            case "vrrp_down_timer_adverts" -> Unsupported.downTimer(statement, values, report);
            case "vrrp_garp_interval", "vrrp_gna_interval" -> pacing(statement);
            case "vrrp_priority" ->
                report.lint(
                        statement.place(),
                        "'vrrp_priority' is the scheduling priority of keepalived's process, not the router's: that is 'priority' in"
                                + " vrrp_instance");
            default -> global.garp.read(keyword.substring("vrrp_".length()), statement, values);
        }
    }

    private void pacing(Statement statement) {
        boolean zero =
                statement.argument(0).map(w -> w.text().matches("0+(\\.0+)?")).orElse(false);
        report.warn(
                statement.place(),
                "'" + statement.keyword() + "' has no effect here"
                        + (zero ? "; keepalived takes 0 for an error, leave the line out" : ""));
    }
}
