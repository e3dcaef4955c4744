// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.vrrp.conf.ConfOptions;
import dev.understudy.vrrp.conf.ConfiguredRouter;
import dev.understudy.vrrp.conf.KeepalivedConf;
import dev.understudy.vrrp.netlink.RuntimeConfig;
import dev.understudy.vrrp.netlink.VrrpOpenException;
import dev.understudy.vrrp.netlink.VrrpRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A program that embeds the runtime beside other work: it runs the routers of a keepalived.conf, as the runner does, while a neighbour
 * allocates. It says each second how much, and runs until it is ended.
 */
@Command(name = "neighbour")
public final class NeighbourMain implements Callable<Integer> {
    /** What each line about the allocation begins with. */
    static final String ALLOCATED = "allocated ";

    private static final long SAY_MILLIS = 1_000;

    @Option(names = "--file", required = true)
    private Path file;

    @Option(names = "--live-mib", defaultValue = "150")
    private int liveMib;

    @Option(names = "--realtime")
    private int realtimePriority;

    @Option(names = "--lock-memory")
    private boolean lockMemory;

    private NeighbourMain() {}

    /** Runs until it is ended, or something in it fails. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new NeighbourMain()).execute(args));
    }

    @Override
    public Integer call() throws VrrpOpenException {
        RuntimeConfig.Builder config =
                RuntimeConfig.builder().realtimePriority(realtimePriority).memoryLocked(lockMemory);
        routers().forEach(router -> config.router(router.config()));
        try (VrrpRuntime runtime = VrrpRuntime.open(config.build())) {
            runtime.start();
            Allocation allocation = new Allocation(liveMib);
            allocation.start((thread, e) -> {
                System.err.println("the neighbour failed: " + e);
                Runtime.getRuntime().halt(1);
            });
            while (runtime.failure().isEmpty()) {
                Patience.millis(SAY_MILLIS);
                System.out.println(ALLOCATED + allocation.mib());
            }
            System.err.println("the runtime failed: " + runtime.failure().get());
            return 1;
        }
    }

    private List<ConfiguredRouter> routers() {
        KeepalivedConf conf = KeepalivedConf.read(file, ConfOptions.ofThisHost());
        conf.diagnostics().forEach(System.err::println);
        if (conf.refused()) {
            throw new IllegalArgumentException(file + " is refused");
        }
        return conf.routers();
    }
}
