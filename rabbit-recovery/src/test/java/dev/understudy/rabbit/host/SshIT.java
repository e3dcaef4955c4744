// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.Needs;
import dev.understudy.rabbit.host.HostOutput.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real sshd in a host of a lab, with a port and keys of its own; the client goes into that host's namespaces. */
class SshIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String SERVER = """
            Port 2222
            HostKey /run/ssh/host
            AuthorizedKeysFile /run/ssh/user.pub
            StrictModes no
            UsePAM no
            PidFile none
            """;
    private static final String CLIENT = """
            Host broker
              HostName 10.0.0.1
              Port 2222
              User root
              IdentityFile /run/ssh/user
              StrictHostKeyChecking yes
              UserKnownHostsFile /run/ssh/known
            Host closed
              HostName 10.0.0.1
              Port 2223
            """;

    private static Lab lab;
    private static LabHost host;
    private static List<String> client;

    @BeforeAll
    static void startServer() {
        Needs.namespaces();
        Needs.program("sshd", "openssh-server");
        Needs.program("ssh", "openssh-client");
        lab = Lab.open();
        host = lab.host("hosta", "eno1", "10.0.0.1/24");
        host.run("mkdir", "-p", "/run/ssh", "/run/sshd");
        host.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "/run/ssh/host");
        host.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "/run/ssh/user");
        host.file("/run/ssh/sshd_config", SERVER, "600");
        host.file("/run/ssh/config", CLIENT, "600");
        host.file("/run/ssh/known", "[10.0.0.1]:2222 " + host.file("/run/ssh/host.pub"), "600");
        host.start("/usr/sbin/sshd", "-D", "-e", "-f", "/run/ssh/sshd_config")
                .awaitLine("Server listening on 0.0.0.0 port 2222.*", LONG);
        client = new ArrayList<>(within(host.pids("sshd").get(0)));
        client.addAll(List.of("ssh", "-F", "/run/ssh/config"));
    }

    private static List<String> within(long pid) {
        return List.of("nsenter", "--target", Long.toString(pid), "--net", "--pid", "--mount", "--uts", "--ipc", "--");
    }

    @AfterAll
    static void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void givesStatusOutputAndComplaint() throws Exception {
        HostShell shell = HostShells.ssh(client, "broker");
        assertThat(shell.run("true", LONG).succeeded()).isTrue();
        assertThat(shell.run("printf 'a  $b\\n'; printf '%s' \"it's\"; hostname >&2; exit 69", LONG))
                .isEqualTo(new HostOutput(End.EXITED, 69, "a  $b\nit's", "hosta\n"));
        assertThat(shell.run("exit 255", LONG).status()).isEqualTo(255);
        assertThat(shell.run("kill -9 $$", LONG).status()).isEqualTo(137);
        assertThat(shell.describe()).isEqualTo("ssh broker");
    }

    @Test
    void theSameByPrefixWords() throws Exception {
        List<String> words = new ArrayList<>(client);
        words.add("broker");
        assertThat(HostShells.prefix(words).run("hostname; exit 3", LONG))
                .extracting(HostOutput::end, HostOutput::status, HostOutput::out)
                .containsExactly(End.EXITED, 3, "hosta\n");
    }

    @Test
    void whereNobodyListensItIsUnreachable() throws Exception {
        HostOutput output = HostShells.ssh(client, "closed").run("true", LONG);
        assertThat(output.end()).isEqualTo(End.UNREACHABLE);
        assertThat(output.err()).contains("Connection refused");
    }

    @Test
    void whereOneMayNotRunLinesItIsUnreachable() throws Exception {
        HostOutput unknown = HostShells.ssh(client, "ghost@broker").run("true", LONG);
        assertThat(unknown.end()).isEqualTo(End.UNREACHABLE);
        assertThat(unknown.err()).contains("Permission denied");
        HostOutput nologin = HostShells.ssh(client, "nobody@broker").run("true", LONG);
        assertThat(nologin.end()).isEqualTo(End.UNREACHABLE);
        assertThat(nologin.out()).contains("not available");
    }

    @Test
    void muchOutputIsWholeOrCut() throws Exception {
        HostShell shell = HostShells.ssh(client, "broker");
        HostOutput output = shell.run("seq 1 200000; seq 1 200000 >&2", LONG);
        assertThat(output.out()).hasSize(1_288_895).endsWith("\n200000\n");
        assertThat(output.err()).endsWith("\n199999\n200000\n");
        HostOutput cut = shell.run("head -c 20000000 /dev/zero; exit 4", LONG);
        assertThat(cut.status()).isEqualTo(4);
        assertThat(cut.out()).hasSize(4 << 20);
    }

    @Test
    void aDaemonThatHoldsThePipesDoesNotHoldItUp() throws Exception {
        long began = System.nanoTime();
        HostOutput output = HostShells.ssh(client, "broker").run("sleep 301 & echo started", LONG);
        assertThat(output).isEqualTo(new HostOutput(End.EXITED, 0, "started\n", ""));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG.dividedBy(2));
        assertThat(host.succeeds("pgrep", "-f", "^sleep 301")).isTrue();
    }

    @Test
    void whatTakesTooLongIsEndedThereToo() throws Exception {
        HostOutput output =
                HostShells.ssh(client, "broker").run("echo begun; sleep 302 & sleep 303", Duration.ofSeconds(5));
        assertThat(output.end()).isEqualTo(End.TIMED_OUT);
        assertThat(output.out()).isEqualTo("begun\n");
        Awaitility.await().atMost(LONG).until(() -> !host.succeeds("pgrep", "-f", "^sleep 30[23]"));
    }
}
