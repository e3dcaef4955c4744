// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.util.HashMap;
import java.util.Map;

/**
 * How the brokers of a lab are configured.
 *
 * @param tableWaitMillis how long a node waits for the tables of its peers, each time
 * @param tableWaits how often it does; 3.10.8 goes through all of them twice (1.2)
 * @param leaderWaitMillis how long a node waits for a leader of Khepri
 * @param tickSeconds net_ticktime: a node that is silent is taken for dead after about that
 * @param partitionHandling cluster_partition_handling
 * @param user whom the brokers and {@code ctl} run as, and the files belong to: root or rabbitmq
 * @param environment further variables for the broker, such as RABBITMQ_NODENAME
 */
public record BrokerSettings(
        int tableWaitMillis,
        int tableWaits,
        int leaderWaitMillis,
        int tickSeconds,
        String partitionHandling,
        String user,
        Map<String, String> environment) {

    public BrokerSettings {
        environment = Map.copyOf(environment);
    }

    /** A node that cannot boot gives up after seconds. */
    public static BrokerSettings quick() {
        return new BrokerSettings(1_000, 1, 3_000, 8, "ignore", "root", Map.of());
    }

    /** A node waits for the others as long as the brokers do by themselves. */
    public static BrokerSettings patient() {
        return quick().tableWait(30_000, 10).leaderWaitMillis(30_000);
    }

    public BrokerSettings tableWait(int millis, int times) {
        return new BrokerSettings(millis, times, leaderWaitMillis, tickSeconds, partitionHandling, user, environment);
    }

    public BrokerSettings leaderWaitMillis(int millis) {
        return new BrokerSettings(
                tableWaitMillis, tableWaits, millis, tickSeconds, partitionHandling, user, environment);
    }

    public BrokerSettings tickSeconds(int seconds) {
        return new BrokerSettings(
                tableWaitMillis, tableWaits, leaderWaitMillis, seconds, partitionHandling, user, environment);
    }

    public BrokerSettings partitionHandling(String strategy) {
        return new BrokerSettings(
                tableWaitMillis, tableWaits, leaderWaitMillis, tickSeconds, strategy, user, environment);
    }

    public BrokerSettings user(String name) {
        return new BrokerSettings(
                tableWaitMillis, tableWaits, leaderWaitMillis, tickSeconds, partitionHandling, name, environment);
    }

    public BrokerSettings environment(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new BrokerSettings(
                tableWaitMillis, tableWaits, leaderWaitMillis, tickSeconds, partitionHandling, user, more);
    }

    String rabbitmqConf() {
        return """
                loopback_users = none
                vm_memory_high_watermark.absolute = 1GB
                disk_free_limit.absolute = 50MB
                mnesia_table_loading_retry_timeout = %d
                mnesia_table_loading_retry_limit = %d
                cluster_partition_handling = %s
                """.formatted(tableWaitMillis, tableWaits, partitionHandling);
    }

    String advancedConfig() {
        return "[{rabbit, [{khepri_leader_wait_retry_timeout, %d}]}, {kernel, [{net_ticktime, %d}]}].\n"
                .formatted(leaderWaitMillis, tickSeconds);
    }
}
