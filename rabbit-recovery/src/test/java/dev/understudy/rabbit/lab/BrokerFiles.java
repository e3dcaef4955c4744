// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import dev.understudy.lab.LabHost;
import dev.understudy.rabbit.Installation;
import java.util.ArrayList;
import java.util.List;

/** Puts a broker's disk, configuration and programs into a host. What it writes is the host's own: the machine's files stay as they are. */
final class BrokerFiles {
    static final String LOGS = "/var/log/rabbitmq";
    private static final String HOME = "/var/lib/rabbitmq";
    private static final String COOKIE = "UNDERSTUDYLABCOOKIE";
    private static final String ROOT = "/run/rabbit4";

    /** /etc is copied, as it is written to, and its users are the host's, so that owners mean the same; /tmp and /run are the host's own. */
    private static final String CHROOT = """
            set -e
            cp -a "$1/etc" "$1-etc"
            mount --bind "$1-etc" "$1/etc"
            mount -t tmpfs lab "$1/tmp"
            mount -t tmpfs lab "$1/run"
            for tree in proc sys dev; do mount --rbind "/$tree" "$1/$tree"; done
            mount -o remount,bind,ro "$1"
            cp "$1/etc/passwd" "$1/etc/group" /etc
            """;

    private static final String OWN = """
            set -e
            home=$1 user=$2 cookie=$3
            install -d -m 750 -o "$user" -g "$user" "$home" "$home/mnesia"
            if ! [ -e "$home/.erlang.cookie" ]; then
                printf %s "$cookie" > "$home/.erlang.cookie"
                chmod 400 "$home/.erlang.cookie"
            fi
            """;

    private final LabHost machine;
    private final RabbitVersion version;
    private final BrokerSettings settings;

    BrokerFiles(LabHost machine, RabbitVersion version, BrokerSettings settings) {
        this.machine = machine;
        this.version = version;
        this.settings = settings;
    }

    /** The node's name on a host that calls itself so. */
    String node(String hostName) {
        return settings.environment().getOrDefault("RABBITMQ_NODENAME", "rabbit@" + hostName);
    }

    /** How production code finds what was installed. */
    Installation installation() {
        return new Installation(
                HOME + "/mnesia",
                BrokerPrograms.START,
                BrokerPrograms.STOP,
                BrokerPrograms.BIN + "rabbitmqctl",
                settings.user());
    }

    /** After each boot of the host. */
    void install(String hostName, Disk disk) {
        machine.run("sh", "-c", "echo \"$1\" > /proc/sys/kernel/hostname", "sh", hostName);
        disk.forgetState();
        machine.mount(disk.state(), BrokerPrograms.STATE);
        machine.mount(disk.home(), HOME);
        machine.mount(disk.logs(), LOGS);
        version.root().ifPresent(root -> {
            machine.mount(root, ROOT);
            machine.run("sh", "-c", CHROOT, "sh", ROOT);
            machine.mount(disk.home(), ROOT + HOME);
            machine.mount(disk.logs(), ROOT + LOGS);
        });
        furnish();
        machine.file(prefix() + "/etc/rabbitmq/rabbitmq.conf", settings.rabbitmqConf(), "644");
        machine.file(prefix() + "/etc/rabbitmq/advanced.config", settings.advancedConfig(), "644");
        machine.file(prefix() + "/etc/rabbitmq/enabled_plugins", "[].\n", "644");
        new BrokerPrograms(asUser(), node(hostName)).install(machine);
    }

    /** All that is on the disk becomes the broker's. */
    void adopt() {
        machine.run("chown", "-R", settings.user() + ":", HOME, LOGS);
    }

    /** The addresses of all hosts of the lab. */
    void names(String etcHosts) {
        machine.file("/etc/hosts", etcHosts, "644");
        if (version.root().isPresent()) {
            machine.file(prefix() + "/etc/hosts", etcHosts, "644");
        }
    }

    /** What a broker needs on an empty disk; on one that has it, only the tops' owner changes. */
    private void furnish() {
        machine.run("sh", "-c", OWN, "sh", HOME, settings.user(), COOKIE);
        machine.run("chown", settings.user() + ":", HOME + "/.erlang.cookie", LOGS);
    }

    private List<String> asUser() {
        List<String> command = new ArrayList<>(List.of("env", "-C", "/", "HOME=" + HOME, "ERL_CRASH_DUMP_SECONDS=0"));
        settings.environment().forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(chroot());
        String user = settings.user();
        command.addAll(List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--"));
        return command;
    }

    private List<String> chroot() {
        return version.root().isPresent() ? List.of("chroot", ROOT) : List.of();
    }

    private String prefix() {
        return version.root().isPresent() ? ROOT : "";
    }
}
