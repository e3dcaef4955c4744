// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Skipped blocks of the load balancer are not read, but a keyword with a slip in it is worth a word: keepalived ignores it. */
final class BalancerSpelling {
    private static final Set<String> KNOWN =
            new HashSet<>(Arrays.asList(("delay_loop lb_algo lvs_sched lb_kind lvs_method"
                            + " persistence_timeout persistence_granularity protocol real_server sorry_server weight inhibit_on_failure"
                            + " HTTP_GET SSL_GET TCP_CHECK SMTP_CHECK DNS_CHECK MISC_CHECK UDP_CHECK PING_CHECK BFD_CHECK FILE_CHECK"
                            + " connect_timeout connect_port connect_ip bindto bind_port bind_if fwmark retry nb_get_retry"
                            + " delay_before_retry warmup url path digest status_code virtualhost misc_path misc_timeout misc_dynamic"
                            + " notify_up notify_down quorum quorum_up quorum_down hysteresis alpha omega ha_suspend host helo_name"
                            + " nat_mask ops sni regex enable_sni track_file type name max_hops payload require_reply")
                    .split(" ")));

    private BalancerSpelling() {}

    static void check(Statement block, Report report) {
        for (Statement statement : block.body()) {
            String near = KNOWN.contains(statement.keyword()) ? null : Spelling.nearest(statement.keyword(), KNOWN);
            if (near != null) {
                report.lint(
                        statement.place(),
                        "unknown keyword '" + statement.keyword() + "', did you mean '" + near
                                + "'? keepalived ignores it");
            }
            check(statement, report);
        }
    }
}
