// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.conf.ConfOptions;
import dev.understudy.vrrp.conf.ConfiguredRouter;
import dev.understudy.vrrp.conf.KeepalivedConf;
import dev.understudy.vrrp.conf.PolledCheck;
import dev.understudy.vrrp.conf.Restart;
import dev.understudy.vrrp.sim.VirtualHost;
import dev.understudy.vrrp.sim.VirtualLan;
import dev.understudy.vrrp.sim.VirtualService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The tutorial's two hosts on a simulated network, each set up by its keepalived.conf, with the HAProxy that it watches. */
final class DemoPair {
    static final List<String> FILES = List.of("rabbitmq1.conf", "rabbitmq2.conf");

    final VirtualLan lan;
    final Node first;
    final Node second;

    /** One host and its service. */
    record Node(VirtualHost host, VirtualService haproxy, VirtualRouterConfig config) {
        String name() {
            return host.name();
        }

        /** The virtual address: the tutorial has one. */
        VirtualAddress address() {
            return config.addresses().get(0);
        }

        /** Whether a client of the virtual address gets an answer from here. */
        boolean answers() {
            return host.isLinkUp() && host.kernel().holds(address()) && haproxy.isUp();
        }
    }

    /**
     * Reads the files and sets the hosts up.
     *
     * @param edit what is changed in both files first
     */
    DemoPair(long seed, UnaryOperator<String> edit) {
        lan = new VirtualLan(seed);
        first = node("rabbitmq1", edit.apply(text(FILES.get(0))));
        second = node("rabbitmq2", edit.apply(text(FILES.get(1))));
    }

    List<Node> nodes() {
        return List.of(first, second);
    }

    private Node node(String name, String text) {
        ConfiguredRouter router = read(name + ".conf", text);
        VirtualRouterConfig config = router.config();
        String source = config.sourceAddress().orElseThrow().getHostAddress();
        VirtualHost host = lan.host(name, source).router(config);
        PolledCheck check = (PolledCheck) router.checks().get(0).check();
        Restart restart = check.restart().orElseThrow();
        VirtualService haproxy =
                host.supervise("HAProxy", check.interval(), check.fall(), check.rise(), restart.grace());
        return new Node(host, haproxy, config);
    }

    private static ConfiguredRouter read(String name, String text) {
        Path file = Path.of(name);
        KeepalivedConf conf = KeepalivedConf.read(file, ConfOptions.ofTexts(Map.of(file, text)));
        if (conf.refused()) {
            throw new IllegalStateException(name + ": " + conf.diagnostics());
        }
        return conf.routers().get(0);
    }

    private static String text(String name) {
        try (InputStream in = DemoPair.class.getResourceAsStream("tutorial/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
