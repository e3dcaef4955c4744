// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import dev.understudy.lab.LabHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a broker's disk and configuration into a host, and knows the commands that run its programs there. */
final class BrokerFiles {
    private static final String COOKIE = "UNDERSTUDYLABCOOKIE";
    private static final String ROOT = "/run/rabbit4";
    private static final String HOME = "/var/lib/rabbitmq";
    private static final String LOGS = "/var/log/rabbitmq";

    /** /etc is copied, as it is written to; /tmp and /run are the host's own. */
    private static final String CHROOT = """
            set -e
            cp -a "$1/etc" "$1-etc"
            mount --bind "$1-etc" "$1/etc"
            mount -t tmpfs lab "$1/tmp"
            mount -t tmpfs lab "$1/run"
            for tree in proc sys dev; do mount --rbind "/$tree" "$1/$tree"; done
            mount -o remount,bind,ro "$1"
            for program in rabbitmqctl rabbitmq-diagnostics rabbitmq-queues; do
                printf '#!/bin/sh\nexec chroot %s /usr/sbin/%s "$@"\n' "$1" "$program" > "/usr/local/sbin/$program"
                chmod 755 "/usr/local/sbin/$program"
            done
            """;

    private static final String OWN = """
            set -e
            in="$1"; user="$2"; cookie="$3"
            $in install -d -m 750 -o "$user" -g "$user" "$4" "$4/mnesia" /var/log/rabbitmq
            if ! [ -e "$4/.erlang.cookie" ]; then
                printf %s "$cookie" > "$4/.erlang.cookie"
                chmod 400 "$4/.erlang.cookie"
            fi
            $in chown "$user:" "$4/.erlang.cookie"
            """;

    private final LabHost machine;
    private final RabbitVersion version;
    private final BrokerSettings settings;

    BrokerFiles(LabHost machine, RabbitVersion version, BrokerSettings settings) {
        this.machine = machine;
        this.version = version;
        this.settings = settings;
    }

    /** After each boot of the host. */
    void install(String hostName, Disk disk) {
        machine.run("sh", "-c", "echo \"$1\" > /proc/sys/kernel/hostname", "sh", hostName);
        machine.mount(disk.home(), HOME);
        machine.mount(disk.logs(), LOGS);
        version.root().ifPresent(root -> {
            machine.mount(root, ROOT);
            machine.run("sh", "-c", CHROOT, "sh", ROOT);
            machine.mount(disk.home(), ROOT + HOME);
            machine.mount(disk.logs(), ROOT + LOGS);
        });
        own();
        machine.file(prefix() + "/etc/rabbitmq/rabbitmq.conf", settings.rabbitmqConf(), "644");
        machine.file(prefix() + "/etc/rabbitmq/advanced.config", settings.advancedConfig(), "644");
        machine.file(prefix() + "/etc/rabbitmq/enabled_plugins", "[].\n", "644");
    }

    /** What a broker needs on an empty disk. */
    void own() {
        String chroot = version.root().isPresent() ? "chroot " + ROOT : "";
        machine.run("sh", "-c", OWN, "sh", chroot, settings.user(), COOKIE, HOME);
    }

    /** The addresses of all hosts of the lab. */
    void names(String etcHosts) {
        machine.file("/etc/hosts", etcHosts, "644");
        if (version.root().isPresent()) {
            machine.file(prefix() + "/etc/hosts", etcHosts, "644");
        }
    }

    /** A program of the broker as its user, killed after this time. */
    List<String> command(int limitSeconds, String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("timeout", "-k", "1", Integer.toString(limitSeconds)));
        command.addAll(command(program));
        command.addAll(List.of(arguments));
        return command;
    }

    /** A program of the broker as its user. */
    List<String> command(String program) {
        List<String> command = new ArrayList<>(List.of("env", "-C", "/", "HOME=" + HOME, "ERL_CRASH_DUMP_SECONDS=0"));
        for (Map.Entry<String, String> variable : settings.environment().entrySet()) {
            command.add(variable.getKey() + "=" + variable.getValue());
        }
        if (version.root().isPresent()) {
            command.addAll(List.of("chroot", ROOT));
        }
        String user = settings.user();
        command.addAll(List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--"));
        command.add("/usr/lib/rabbitmq/bin/" + program);
        return command;
    }

    private String prefix() {
        return version.root().isPresent() ? ROOT : "";
    }
}
