// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which keyword is treated how. What is applied is read by the reader of its block; here stands what is refused, with the reason, and what
 * only earns a warning.
 */
final class Keywords {
    private static final String NO_EFFECT = "has no effect here";
    private static final String NOTIFY = "is not run: listen to the router's transitions instead";
    private static final String UNICAST =
            "needs unicast, which is not supported yet: multicast would not reach these peers";
    private static final String VMAC =
            "is not supported yet: the address would answer with another MAC than its peers expect";
    private static final String ROUTES = "is not supported yet: the address would move without its routes and rules";
    private static final String STATIC = "is not supported: configure it with the host's network";
    private static final String SELDOM = "is not supported, and without it the router would behave differently";

    /** The keywords of a vrrp_instance that are applied. */
    static final Set<String> INSTANCE = set("state interface virtual_router_id priority advert_int virtual_ipaddress"
            + " virtual_ipaddress_excluded authentication nopreempt preempt preempt_delay mcast_src_ip track_src_ip track_interface"
            + " dont_track_primary track_script track_process track_file version native_ipv6 accept strict_mode"
            + " garp_master_delay garp_master_repeat garp_master_refresh garp_master_refresh_repeat v3_checksum_as_v2"
            + " mcast_dst_ip down_timer_adverts skip_check_adv_addr owner_ignore_adverts");

    static final Map<String, String> INSTANCE_REFUSED = new HashMap<>();
    static final Map<String, String> INSTANCE_WARNED = new HashMap<>();

    /** The keywords of global_defs that are applied or looked at. */
    static final Set<String> GLOBAL =
            set("vrrp_version vrrp_strict script_user enable_script_security vrrp_garp_master_delay"
                    + " vrrp_garp_master_repeat vrrp_garp_master_refresh vrrp_garp_master_refresh_repeat vrrp_mcast_group4 vrrp_mcast_group6"
                    + " vrrp_down_timer_adverts v3_checksum_as_v2 vrrp_garp_interval vrrp_gna_interval vrrp_priority");

    static final Map<String, String> GLOBAL_WARNED = new HashMap<>();
    static final Map<String, String> GLOBAL_REFUSED = new HashMap<>();

    /** The blocks and lines of the top level that are applied. */
    static final Set<String> TOP =
            set("global_defs vrrp_instance vrrp_script vrrp_track_process track_file vrrp_track_file");

    static final Map<String, String> TOP_REFUSED = new HashMap<>();
    static final Map<String, String> TOP_WARNED = new HashMap<>();

    static final Set<String> SCRIPT =
            set("script interval timeout weight rise fall user init_fail understudy_restart grace"
                    + " understudy_tcp understudy_http understudy_process");
    static final Set<String> PROCESS =
            set("process param_match full_command weight quorum quorum_max delay fork_delay" + " terminate_delay");
    static final Set<String> FILE = set("file weight init_file");

    /** The blocks of the load balancer: skipped whole, with one notice each. */
    static final Set<String> BALANCER = set("virtual_server virtual_server_group SSL");

    private static final Set<String> TOP_BLOCKS =
            set("global_defs vrrp_instance vrrp_script vrrp_track_process track_file"
                    + " vrrp_track_file vrrp_sync_group bfd_instance virtual_server virtual_server_group SSL static_ipaddress static_routes"
                    + " static_rules");
    private static final Set<String> INNER_BLOCKS =
            set("authentication auth_hmac virtual_ipaddress virtual_ipaddress_excluded"
                    + " virtual_routes virtual_rules track_script track_interface track_process track_file track_bfd unicast_peer"
                    + " notification_email");

    private Keywords() {}

    static {
        put(
                INSTANCE_REFUSED,
                UNICAST,
                "unicast_src_ip unicast_peer unicast_fault_no_peer check_unicast_src unicast_ttl"
                        + " old_unicast_checksum vrf");
        put(INSTANCE_REFUSED, VMAC, "use_vmac use_vmac_addr vmac_xmit_base use_ipvlan");
        put(INSTANCE_REFUSED, ROUTES, "virtual_routes virtual_rules");
        put(INSTANCE_REFUSED, SELDOM, "no_virtual_ipaddress no_accept track_bfd auth_hmac");
        put(
                INSTANCE_WARNED,
                NOTIFY,
                "notify notify_master notify_backup notify_fault notify_stop notify_deleted"
                        + " notify_master_rx_lower_pri notify_priority_changes smtp_alert");
        put(
                INSTANCE_WARNED,
                NO_EFFECT,
                "debug kernel_rx_buf_size promote_secondaries linkbeat_use_polling"
                        + " lvs_sync_daemon_interface lvs_sync_daemon_inteface garp_lower_prio_delay garp_lower_prio_repeat garp_extra_if"
                        + " vmac_garp_intvl lower_prio_no_advert higher_prio_send_advert");
        put(
                INSTANCE_WARNED,
                "is always so here: a stalled Active listens before it goes on",
                "timer_expired_backup" + " thread_timer_expired");
        put(GLOBAL_WARNED, "is cosmetic: it names the host in e-mails, it is not the virtual router's id", "router_id");
        put(
                GLOBAL_WARNED,
                "has no effect: no e-mail is sent",
                "notification_email notification_email_from smtp_server"
                        + " smtp_connect_timeout smtp_helo_name smtp_alert smtp_alert_vrrp smtp_alert_checker email_faults no_email_faults");
        put(
                GLOBAL_WARNED,
                NOTIFY,
                "notify_fifo notify_fifo_script vrrp_notify_fifo vrrp_notify_fifo_script lvs_notify_fifo"
                        + " lvs_notify_fifo_script vrrp_notify_priority_changes fifo_write_vrrp_states_on_reload startup_script"
                        + " startup_script_timeout shutdown_script shutdown_script_timeout");
        put(
                GLOBAL_WARNED,
                "has no effect: there is no SNMP and no D-Bus",
                "enable_snmp_vrrp enable_snmp_keepalived"
                        + " enable_snmp_checker enable_snmp_rfc enable_snmp_rfcv2 enable_snmp_rfcv3 snmp_socket enable_traps enable_dbus"
                        + " dbus_service_name");
        put(
                GLOBAL_WARNED,
                NO_EFFECT,
                "vrrp_skip_check_adv_addr vrrp_check_unicast_src vrrp_garp_lower_prio_delay"
                        + " vrrp_garp_lower_prio_repeat vrrp_min_garp vrrp_garp_extra_if vrrp_lower_prio_no_advert"
                        + " vrrp_higher_prio_send_advert vrrp_startup_delay vrrp_delay_after_boot dynamic_interfaces default_interface"
                        + " vrrp_iptables vrrp_ipsets nftables nftables_priority nftables_ifindex nftables_counters vrrp_rt_priority"
                        + " vrrp_rlimit_rttime vrrp_rlimit_rtime vrrp_no_swap vrrp_cpu_affinity max_auto_priority min_auto_priority_delay"
                        + " vrrp_rx_bufs_policy vrrp_rx_bufs_multiplier vrrp_netlink_cmd_rcv_bufs vrrp_netlink_cmd_rcv_bufs_force"
                        + " vrrp_netlink_monitor_rcv_bufs vrrp_netlink_monitor_rcv_bufs_force process_monitor_rcv_bufs"
                        + " process_monitor_rcv_bufs_force reload_check_config reload_time_file reload_repeat reload_file include_check"
                        + " config_save_dir json_version state_dump_file stats_dump_file json_dump_file log_unknown_vrids vmac_prefix"
                        + " vmac_addr_prefix random_seed umask process_names process_name vrrp_process_name checker_process_name"
                        + " checker_priority checker_rt_priority checker_rlimit_rttime checker_no_swap checker_cpu_affinity bfd_priority"
                        + " bfd_rt_priority bfd_no_swap lvs_sync_daemon lvs_flush lvs_flush_onstop lvs_timeouts tmp_config_directory"
                        + " use_symlink_paths data_use_instance");
        put(GLOBAL_REFUSED, SELDOM, "vrrp_owner_ignore_adverts");
        put(GLOBAL_REFUSED, "is not supported: start the runner inside the namespace", "net_namespace");
        put(TOP_REFUSED, "is not supported yet: its members would move one by one", "vrrp_sync_group");
        put(TOP_REFUSED, STATIC, "static_ipaddress static_routes static_rules track_group");
        put(TOP_REFUSED, "is not supported: start the runner inside the namespace", "net_namespace");
        put(
                TOP_WARNED,
                NO_EFFECT,
                "net_namespace_ipvs namespace_with_ipsets instance use_pid_dir child_wait_time garp_group"
                        + " interface_up_down_delays linkbeat_interfaces linkbeat_use_polling bfd_instance");
    }

    private static Set<String> set(String words) {
        return new LinkedHashSet<>(Arrays.asList(words.split(" ")));
    }

    private static void put(Map<String, String> table, String reason, String words) {
        for (String word : set(words)) {
            table.put(word, reason);
        }
    }

    static boolean isOfInstance(String word) {
        return INSTANCE.contains(word) || INSTANCE_REFUSED.containsKey(word) || INSTANCE_WARNED.containsKey(word);
    }

    /** Whether a line must be followed by a block. */
    static boolean opensBlock(Statement line, int depth) {
        return depth == 0 ? TOP_BLOCKS.contains(line.keyword()) : depth == 1 && INNER_BLOCKS.contains(line.keyword());
    }

    /** What may be meant by an unknown word in a block. */
    @SafeVarargs
    static String hint(String word, Set<String>... known) {
        Set<String> all = new LinkedHashSet<>();
        for (Set<String> some : known) {
            all.addAll(some);
        }
        return Spelling.hint(word, all);
    }
}
