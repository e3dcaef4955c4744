// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.util.List;

/** Makes a cluster of blank brokers. */
final class Clusters {
    private Clusters() {}

    /** Starts all at once, and lets each join the first. */
    static void form(List<RabbitHost> members) {
        members.forEach(RabbitHost::start);
        members.forEach(RabbitHost::awaitRunning);
        RabbitHost first = members.get(0);
        members.subList(1, members.size()).forEach(member -> join(member, first));
    }

    /** The member runs alone, and then with the other; what it had is gone. */
    static void join(RabbitHost member, RabbitHost other) {
        member.stopApp();
        member.control("join_cluster", other.node());
        member.startApp();
    }

    /** Uses Khepri from now on (4.0, section 4): to be called on each running member before it joins. */
    static void enableKhepri(RabbitHost host) {
        host.control("enable_feature_flag", "--opt-in", "khepri_db");
    }
}
