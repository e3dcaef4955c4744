// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.conf.ConfOptions;
import dev.understudy.vrrp.conf.ConfiguredRouter;
import dev.understudy.vrrp.conf.KeepalivedConf;
import dev.understudy.vrrp.conf.PolledCheck;
import dev.understudy.vrrp.sim.VirtualHost;
import dev.understudy.vrrp.sim.VirtualLan;
import dev.understudy.vrrp.sim.VirtualService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tutorial's two hosts on a simulated network, configured by the files of {@code examples/tutorial}. */
final class DemoPair {
    final VirtualLan lan;
    final Node one;
    final Node two;
    final VirtualAddress address;

    /** A host with the service that is watched on it. */
    record Node(VirtualHost host, VirtualService haproxy) {}

    /**
     * Makes the hosts; none is started.
     *
     * @param preempt whether {@code nopreempt} is taken out of the files
     */
    DemoPair(long seed, boolean preempt, Narrator narrator) {
        lan = new VirtualLan(seed);
        narrator.begin();
        lan.trace().follow(narrator::tell);
        one = node("rabbitmq1", preempt);
        two = node("rabbitmq2", preempt);
        address = one.host().routers().get(0).addresses().get(0);
    }

    private Node node(String name, boolean preempt) {
        String text = resource("tutorial/" + name + ".conf");
        Path file = Path.of(name + ".conf");
        String read = preempt ? text.replaceAll("(?m)^\\s*nopreempt$", "") : text;
        KeepalivedConf conf = KeepalivedConf.read(file, ConfOptions.ofTexts(Map.of(file, read)));
        if (conf.refused()) {
            throw new IllegalStateException("the demo's own file is refused: " + conf.diagnostics());
        }
        ConfiguredRouter router = conf.routers().get(0);
        VirtualRouterConfig config = router.config();
        String source = config.sourceAddress().orElseThrow().getHostAddress();
        PolledCheck check = (PolledCheck) router.checks().get(0).check();
        Duration grace = check.restart().orElseThrow().grace();
        VirtualHost host = lan.host(name, source).router(config);
        return new Node(host, host.supervise("haproxy", check.interval(), check.fall(), check.rise(), grace));
    }

    private static String resource(String name) {
        try (InputStream in = DemoPair.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says in words who holds the address now. */
    String holders() {
        List<VirtualHost> holders = lan.holders(address);
        String names = holders.stream().map(VirtualHost::name).collect(Collectors.joining(" and "));
        return switch (holders.size()) {
            case 0 -> "nobody holds " + address.address().getHostAddress();
            case 1 -> names + " holds " + address.address().getHostAddress();
            default -> names + " both hold " + address.address().getHostAddress();
        };
    }
}
