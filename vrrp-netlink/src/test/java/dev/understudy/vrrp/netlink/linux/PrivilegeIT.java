// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is refused without a capability, and that the refusal says so. */
class PrivilegeIT {
    /** What the other JVM runs, inside the namespace. */
    public static final class Main {
        private static final int DEFAULT_BUFFER_BYTES = 212_992;

        private Main() {}

        public static void main(String[] args) throws Exception {
            Capabilities capabilities = Capabilities.read();
            System.out.println("raw " + capabilities.netRaw() + ", admin " + capabilities.netAdmin());
            Link link = Interfaces.read().named("d0").orElseThrow();
            try (AdvertSocket socket = AdvertSocket.open("d0", link.index(), 4_096)) {
                int granted = socket.receiveBufferBytes();
                System.out.println("buffer as wished " + (granted >= 2 * 4_096 * 16 * 832));
                System.out.println("buffer beyond default " + (granted > DEFAULT_BUFFER_BYTES));
            } catch (KernelException e) {
                System.out.println(e.getMessage());
            }
            try (ArpSocket socket = new ArpSocket()) {
                System.out.println("arp " + socket.send(link.index(), link.mac(), 1));
            } catch (KernelException e) {
                System.out.println(e.getMessage());
            }
            try (RtNetlink netlink = new RtNetlink()) {
                netlink.add(1, AddressSpec.ipv4(link.index(), 0x0A09_0064L, 24), 60, 60);
                netlink.flush((token, errno, text) ->
                        System.out.println("bind " + (errno == 0 ? "done" : Errno.describe(errno))));
            }
        }
    }

    @Test
    void everythingWithBoth() throws Exception {
        assertThat(run("+net_raw,+net_admin"))
                .containsExactly(
                        "raw true, admin true",
                        "buffer as wished true",
                        "buffer beyond default true",
                        "arp 0",
                        "bind done");
    }

    @Test
    void addressesAndLargeBuffersNeedNetAdmin() throws Exception {
        assertThat(run("+net_raw"))
                .containsExactly(
                        "raw true, admin false",
                        "buffer as wished false",
                        "buffer beyond default true",
                        "arp 0",
                        "bind EPERM (1): Operation not permitted");
    }

    @Test
    void socketsNeedNetRaw() throws Exception {
        assertThat(run("+net_admin"))
                .containsExactly(
                        "raw false, admin true",
                        "socket(AF_INET, SOCK_RAW, 112): EPERM (1): Operation not permitted",
                        "socket(AF_PACKET, SOCK_RAW, 0): EPERM (1): Operation not permitted",
                        "bind done");
    }

    private static List<String> run(String capabilities) throws Exception {
        try (NetworkNamespace host = NetworkNamespace.create()) {
            host.addLink("d0");
            List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", host.name()));
            command.addAll(List.of("setpriv", "--bounding-set", "-all," + capabilities));
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp"));
            command.add(Stream.of(NativeAccess.class, PrivilegeIT.class, com.sun.jna.Native.class)
                    .map(type -> Path.of(type.getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .getPath())
                            .toString())
                    .collect(Collectors.joining(":")));
            command.add(Main.class.getName());
            Process process = new ProcessBuilder(command).start();
            List<String> lines = process.inputReader().lines().toList();
            String errors = new String(process.getErrorStream().readAllBytes());
            assertThat(process.waitFor()).as(errors).isZero();
            return lines;
        }
    }
}
