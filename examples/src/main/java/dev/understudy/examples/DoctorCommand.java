// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.conf.ConfOptions;
import dev.understudy.vrrp.conf.ConfiguredRouter;
import dev.understudy.vrrp.conf.Diagnostic;
import dev.understudy.vrrp.conf.KeepalivedConf;
import dev.understudy.vrrp.conf.PairCheck;
import dev.understudy.vrrp.conf.Repair;
import dev.understudy.vrrp.conf.Severity;
import dev.understudy.vrrp.netlink.Preflight;
import dev.understudy.vrrp.netlink.RuntimeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says in words what a configuration will do, what this host lacks, and what two nodes disagree about. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Look at this host and at keepalived.conf files; nothing is changed.",
            "With one file it is this host's; with several they are compared as the nodes of one cluster."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing to remark", "1:warnings or lints", "2:something is refused, or missing on this host"
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "a keepalived.conf; once for each node")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = {"-i", "--config-id"},
            paramLabel = "ID",
            description = "what @ID lines are compared with; once for each file, or not at all")
    private List<String> configIds = new ArrayList<>();

    @Option(names = "--repair", description = "print the files as they should have been")
    private boolean repair;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "with --repair: write each file under its own name into this directory instead of printing it")
    private Path output;

    @Option(names = "--state-dir", paramLabel = "DIR", description = "the state directory that run will use")
    private Path stateDirectory = RuntimeConfig.defaultStateDirectory();

    private final HostLook hostLook;
    private int worst = ExitCode.OK;

    /** How this host is looked at; tests bring hosts of their own. */
    interface HostLook {
        /**
         * Looks at the host.
         *
         * @param routers what is to run on it; empty if that is not known
         */
        List<Preflight.Finding> look(Path stateDirectory, List<VirtualRouterConfig> routers);
    }

    DoctorCommand() {
        this(DoctorCommand::preflight);
    }

    DoctorCommand(HostLook hostLook) {
        this.hostLook = hostLook;
    }

    private static List<Preflight.Finding> preflight(Path stateDirectory, List<VirtualRouterConfig> routers) {
        List<Preflight.Finding> findings = new ArrayList<>(Preflight.host(stateDirectory));
        if (!routers.isEmpty()) {
            findings.addAll(Preflight.routers(routers));
        }
        return findings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (!configIds.isEmpty() && configIds.size() != files.size()) {
            spec.commandLine().getErr().println("--config-id is given once for each --file, or not at all");
            return ExitCode.CONFIGURATION;
        }
        List<KeepalivedConf> confs = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            ConfOptions options = ConfOptions.ofThisHost();
            confs.add(KeepalivedConf.read(
                    files.get(i), configIds.isEmpty() ? options : options.withConfigId(configIds.get(i))));
        }
        if (repair) {
            return repair(confs, out);
        }
        host(confs, out);
        for (KeepalivedConf conf : confs) {
            out.println();
            out.println(conf.file() + ":");
            describe(conf, out);
            print(conf.diagnostics(), out);
        }
        if (confs.size() > 1) {
            out.println();
            out.println("The nodes compared:");
            print(PairCheck.compare(confs), out);
        }
        out.flush();
        return worst;
    }

    private void host(List<KeepalivedConf> confs, PrintWriter out) {
        out.println("This host:");
        List<VirtualRouterConfig> routers = new ArrayList<>();
        // Of several files it is not known which is this host's.
        if (confs.size() == 1 && !confs.get(0).refused()) {
            confs.get(0).routers().forEach(router -> routers.add(router.config()));
        }
        for (Preflight.Finding finding : hostLook.look(stateDirectory, routers)) {
            out.println("  " + finding);
            switch (finding.level()) {
                case ERROR -> worst = ExitCode.CONFIGURATION;
                case WARNING -> worst = Math.max(worst, ExitCode.INTERNAL);
                case OK -> {
                    // Nothing to remark.
                }
            }
        }
    }

    private static void describe(KeepalivedConf conf, PrintWriter out) {
        for (ConfiguredRouter router : conf.routers()) {
            VirtualRouterConfig c = router.config();
            out.println("  " + c.name() + ": VRRP " + c.version().number() + ", VRID " + c.id().vrid() + " on "
                    + c.id().interfaceName() + ", priority " + c.priority() + ", advert every "
                    + c.advertisementInterval().toMillis() + " ms, " + (c.preempt() ? "preempts" : "does not preempt")
                    + ", holds " + c.allAddresses());
        }
    }

    private void print(List<Diagnostic> diagnostics, PrintWriter out) {
        if (diagnostics.isEmpty()) {
            out.println("  nothing to remark");
        }
        for (Diagnostic diagnostic : diagnostics) {
            out.println("  " + diagnostic);
            boolean refused = diagnostic.severity() == Severity.REFUSE;
            worst = Math.max(worst, refused ? ExitCode.CONFIGURATION : ExitCode.INTERNAL);
        }
    }

    private int repair(List<KeepalivedConf> confs, PrintWriter out) {
        if (confs.size() < 2) {
            spec.commandLine().getErr().println("--repair needs the files of all nodes: -f A -f B");
            return ExitCode.CONFIGURATION;
        }
        Repair repaired = Repair.of(confs);
        if (!repaired.obstacles().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("What has to be settled by hand first:");
            repaired.obstacles().forEach(d -> err.println("  " + d));
            return ExitCode.CONFIGURATION;
        }
        if (output != null) {
            return write(repaired, out);
        }
        for (Repair.File file : repaired.files()) {
            out.println("# ---- " + file.of() + " ----");
            out.print(file.text());
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Never over an existing file: that would be the one it was made from. */
    private int write(Repair repaired, PrintWriter out) {
        for (Repair.File file : repaired.files()) {
            Path target = output.resolve(file.of().getFileName());
            try {
                Files.createDirectories(output);
                Files.writeString(target, file.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                out.println(target);
            } catch (FileAlreadyExistsException e) {
                spec.commandLine().getErr().println(target + " exists already: nothing is written over it");
                return ExitCode.CONFIGURATION;
            } catch (IOException e) {
                spec.commandLine().getErr().println(target + " cannot be written: " + e.getMessage());
                return ExitCode.CONFIGURATION;
            }
        }
        out.flush();
        return ExitCode.OK;
    }
}
