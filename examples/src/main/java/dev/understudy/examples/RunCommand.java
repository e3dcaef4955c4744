// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.VrrpListener;
import dev.understudy.vrrp.address.Lease;
import dev.understudy.vrrp.conf.ConfOptions;
import dev.understudy.vrrp.conf.ConfiguredRouter;
import dev.understudy.vrrp.conf.KeepalivedConf;
import dev.understudy.vrrp.conf.Severity;
import dev.understudy.vrrp.netlink.Levers;
import dev.understudy.vrrp.netlink.RuntimeConfig;
import dev.understudy.vrrp.netlink.ServiceManager;
import dev.understudy.vrrp.netlink.VrrpOpenException;
import dev.understudy.vrrp.netlink.VrrpRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the virtual routers of a keepalived.conf in the foreground until SIGTERM or SIGINT. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run the virtual routers of a keepalived.conf in the foreground, logging to standard error.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:ended on request (SIGTERM, SIGINT)",
            "1:internal error",
            "2:the configuration is refused",
            "3:a capability is missing, or the state directory may not be written",
            "4:another instance holds a router",
            "5:an interface does not exist"
        })
final class RunCommand implements Callable<Integer> {
    private static final Duration HAPROXY_LIMIT = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "this host's keepalived.conf")
    private Path file;

    @Option(
            names = {"-i", "--config-id"},
            paramLabel = "ID",
            description = "what @ID lines are compared with; by default the host name up to its first dot")
    private String configId;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "where locks and ledgers are kept; by default $RUNTIME_DIRECTORY or /run/understudy")
    private Path stateDirectory = RuntimeConfig.defaultStateDirectory();

    @Option(
            names = "--address-lease",
            paramLabel = "on|off",
            description = "whether the kernel takes addresses from a dead or frozen process; by default on")
    private Switch addressLease = Switch.on;

    @Option(
            names = "--haproxy",
            paramLabel = "SOCKET",
            description = "when the address leaves this host, close the sessions of the HAProxy with this stats socket")
    private Path haproxy;

    @Option(
            names = "--realtime",
            paramLabel = "PRIORITY",
            description = "run the loop's thread with SCHED_FIFO and this priority, 1..99; by default 0, not at all")
    private int realtimePriority;

    @Option(
            names = "--lock-memory",
            description = "keep the process's memory from being swapped; needs the right to lock without limit")
    private boolean lockMemory;

    @Option(names = "--jmx", description = "show the runtime to JMX tools of this host; takes more memory")
    private boolean jmx;

    /** The two words of a switch, as they are typed. */
    enum Switch {
        on,
        off
    }

    @Override
    public Integer call() {
        Levers levers = levers();
        Optional<List<ConfiguredRouter>> routers = read();
        if (routers.isEmpty()) {
            log().error("{} is refused: nothing was started", file);
            return ExitCode.CONFIGURATION;
        }
        EndRequest end = EndRequest.onSignals();
        try {
            return end.finish(run(routers.get(), levers, end));
        } catch (RuntimeException e) {
            log().error("Internal error", e);
            return end.finish(ExitCode.INTERNAL);
        }
    }

    private int run(List<ConfiguredRouter> routers, Levers levers, EndRequest end) {
        try (Wiring wiring = Wiring.of(routers)) {
            RuntimeConfig.Builder config = RuntimeConfig.builder()
                    .listener(listener())
                    .lease(addressLease == Switch.on ? Lease.ON : Lease.OFF)
                    .realtimePriority(levers.realtimePriority())
                    .memoryLocked(levers.memoryLocked())
                    .stateDirectory(stateDirectory)
                    .jmx(jmx);
            wiring.addTo(config);
            warnOfRivals();
            try (VrrpRuntime runtime = VrrpRuntime.open(config.build())) {
                return serve(runtime, wiring, end);
            }
        } catch (VrrpOpenException e) {
            log().error("{}", e.getMessage());
            return ExitCode.of(e.reason());
        } catch (IllegalArgumentException e) {
            log().error("{}: {}", file, e.getMessage());
            return ExitCode.CONFIGURATION;
        }
    }

    private Levers levers() {
        try {
            return new Levers(realtimePriority, lockMemory);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--realtime': " + e.getMessage(), e);
        }
    }

    /** Not a constant: logging is set up while the file is read. */
    private static Logger log() {
        return LoggerFactory.getLogger("understudy");
    }

    private VrrpListener listener() {
        TransitionLog log = new TransitionLog();
        if (haproxy == null) {
            return log;
        }
        HaproxySessions sessions = new HaproxySessions(new HaproxySocket(haproxy, HAPROXY_LIMIT));
        return new AllListeners(List.of(log, sessions));
    }

    /**
     * Returns what is to be run; nothing if the file is refused. What was read besides goes with this frame: the file as it is written would
     * take more memory than the routers that run.
     */
    private Optional<List<ConfiguredRouter>> read() {
        ConfOptions options = ConfOptions.ofThisHost();
        KeepalivedConf conf = KeepalivedConf.read(file, configId == null ? options : options.withConfigId(configId));
        EarlyStart.await();
        conf.diagnostics().forEach(d -> {
            if (d.severity() == Severity.REFUSE) {
                log().error("{}", d);
            } else {
                log().warn("{}", d);
            }
        });
        return conf.refused() ? Optional.empty() : Optional.of(conf.routers());
    }

    private static void warnOfRivals() {
        EarlyStart.warnings().forEach(f -> log().warn("{}: {}: {}", f.subject(), f.message(), f.remedy()));
    }

    private static int serve(VrrpRuntime runtime, Wiring wiring, EndRequest end) {
        runtime.start();
        wiring.start();
        tell(ServiceManager.READY);
        end.await(() -> runtime.failure().isPresent());
        tell(ServiceManager.STOPPING);
        if (runtime.failure().isPresent()) {
            return ExitCode.INTERNAL;
        }
        log().info("asked to end: resigning");
        // The checks may take their time to end; the peers should not have to wait for that.
        runtime.close();
        return ExitCode.OK;
    }

    private static void tell(String state) {
        try {
            ServiceManager.tell(state);
        } catch (IOException e) {
            log().warn("The service manager could not be told: {}", e.getMessage());
        }
    }
}
