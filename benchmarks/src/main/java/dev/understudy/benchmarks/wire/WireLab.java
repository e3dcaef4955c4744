// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures Understudy and keepalived on the wire, by turns, on the same configuration. Needs root, keepalived and iproute2. */
@Command(
        name = "wire-lab",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure Understudy and keepalived on the wire, by turns, on the same keepalived.conf.",
            "",
            "Figures: @|bold period|@ (advert period), @|bold takeover|@ (beyond the formula), @|bold garp|@ (advert to gratuitous ARP), "
                    + "@|bold outage|@ (as a client of a UDP echo sees it), @|bold scale|@ (many routers), @|bold start|@ (exec to Backup, memory), "
                    + "@|bold safe|@ (the smallest safe advert interval by collector and scheduling class under load)."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:measured", "1:failed", "2:bad arguments", "3:not root, or a program is missing"})
public final class WireLab implements Callable<Integer> {
    private static final int CANNOT = 3;
    private static final List<String> NAMES = List.of("period", "takeover", "garp", "outage", "scale", "start", "safe");
    private static final List<String> PROGRAMS = List.of("keepalived", "ip", "unshare", "nsenter", "bash", "chrt");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FIGURE",
            description = "period, takeover, garp, outage, scale, start, safe or all")
    private List<String> names;

    @Option(names = "--runs", paramLabel = "N", description = "rounds; each program has its turn in each (default: 3)")
    private Integer runs;

    @Option(
            names = "--takeovers",
            paramLabel = "N",
            description = "takeovers in a round, the first of them the first of its process (default: 10)")
    private Integer takeovers;

    @Option(
            names = "--interval",
            split = ",",
            paramLabel = "MS",
            description = "advert intervals instead of the usual ones")
    private List<Integer> intervals = new ArrayList<>();

    @Option(
            names = "--fault",
            split = ",",
            paramLabel = "FAULT",
            description = "of ${COMPLETION-CANDIDATES}, instead of the usual ones")
    private Set<Fault> faults = new LinkedHashSet<>();

    @Option(names = "--routers", split = ",", paramLabel = "N", description = "for scale (default: 200,1000,4000)")
    private List<Integer> routers = new ArrayList<>();

    @Option(
            names = "--lease",
            paramLabel = "on|off",
            description = "the lease on Understudy's addresses (default: the runner's)")
    private String lease;

    @Mixin
    private SafeOptions safe;

    @Option(
            names = "--java-option",
            paramLabel = "OPTION",
            description = "for the JVM of Understudy, such as -Xmx16m; may be repeated")
    private List<String> javaOptions = new ArrayList<>();

    @Option(
            names = "--run-option",
            paramLabel = "OPTION",
            description = "for Understudy's command run; may be repeated")
    private List<String> runOptions = new ArrayList<>();

    @Option(
            names = "--jar",
            required = true,
            paramLabel = "FILE",
            description = "Understudy's executable jar; the script knows it")
    private Path jar;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where tables, drawings and histograms go (default: nowhere)")
    private Path out;

    @Option(names = "--quick", description = "one short round, to see that the lab works; its figures mean nothing")
    private boolean quick;

    private WireLab() {}

    /** Measures, and ends the JVM with an exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** As {@link #main}, but returns the exit code. */
    static int run(String... args) {
        return new CommandLine(new WireLab())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    e.printStackTrace(command.getErr());
                    command.getErr().println("wire-lab: failed: " + e.getMessage());
                    return 1;
                })
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        Set<String> wanted = wanted();
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            System.err.println("wire-lab: missing: " + String.join(", ", missing));
            return CANNOT;
        }
        Report report = measure(wanted, settings);
        for (String figure : report.figures()) {
            System.out.printf("%n%s%n%s", figure, report.table(figure));
        }
        if (out != null) {
            report.write(out);
        }
        return 0;
    }

    private Settings settings() {
        if (!Files.isReadable(jar)) {
            throw new ParameterException(spec.commandLine(), "--jar " + jar + " cannot be read");
        }
        List<String> options = new ArrayList<>(runOptions);
        if (lease != null) {
            if (!lease.equals("on") && !lease.equals("off")) {
                throw new ParameterException(spec.commandLine(), "--lease " + lease + " is neither on nor off");
            }
            options.add(Settings.LEASE + lease);
        }
        positive("--runs", runs == null ? 1 : runs);
        positive("--takeovers", takeovers == null ? 1 : takeovers);
        positive("--seconds", safe.seconds(quick));
        for (int n : routers) {
            positive("--routers", n);
            if (n > Links.MOST * Conf.ROUTERS_PER_LINK) {
                throw new ParameterException(spec.commandLine(), "--routers " + n + ": there are links for 4080");
            }
        }
        try {
            intervals.forEach(Interval::ofMillis);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--interval: " + e.getMessage(), e);
        }
        return new Settings(
                jar.toAbsolutePath(),
                List.copyOf(javaOptions),
                options,
                runs != null ? runs : quick ? 1 : 3,
                takeovers != null ? takeovers : quick ? 2 : 10,
                quick,
                List.copyOf(intervals),
                faults,
                routers.isEmpty() ? List.of(200, 1000, 4000) : List.copyOf(routers),
                safe.settings(quick));
    }

    private void positive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " " + value + " is not 1 or more");
        }
    }

    private Set<String> wanted() {
        Set<String> wanted = new LinkedHashSet<>(names.contains("all") ? NAMES : names);
        for (String name : wanted) {
            if (!NAMES.contains(name)) {
                throw new ParameterException(spec.commandLine(), "there is no figure " + name);
            }
        }
        return wanted;
    }

    /** Runs the figures by turns: in each round each program has its turn at each figure, and whose is the first changes. */
    static Report measure(Set<String> wanted, Settings settings) throws IOException {
        Report report = new Report();
        Map<String, Figure> figures = figures(wanted, settings, report);
        for (int round = 1; round <= settings.runs(); round++) {
            for (Map.Entry<String, Figure> figure : figures.entrySet()) {
                for (Contestant contestant : order(round)) {
                    if (!figure.getValue().hasTurn(contestant, round)) {
                        continue;
                    }
                    System.err.printf(
                            "wire-lab: round %d of %d: %s of %s%n",
                            round, settings.runs(), figure.getKey(), contestant);
                    figure.getValue().round(contestant, round);
                }
            }
        }
        return report;
    }

    private static List<Contestant> order(int round) {
        List<Contestant> order = new ArrayList<>(List.of(Contestant.values()));
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    /** Takeover and announcement are taken from the same events. */
    private static Map<String, Figure> figures(Set<String> wanted, Settings settings, Report report) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (String name : wanted) {
            switch (name) {
                case "period" -> figures.put(name, new PeriodFigure(settings, report));
                case "takeover", "garp" -> figures.put("takeover", new TakeoverFigure(settings, report, wanted));
                case "outage" -> figures.put(name, new OutageFigure(settings, report));
                case "scale" -> figures.put(name, new ScaleFigure(settings, report));
                case "start" -> figures.put(name, new StartFigure(settings, report));
                case "safe" -> figures.put(name, new SafeFigure(settings, report));
                default -> throw new IllegalArgumentException(name);
            }
        }
        return figures;
    }

    private static List<String> missing() throws IOException {
        List<String> missing = new ArrayList<>();
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            missing.add("root");
        }
        String path = System.getenv("PATH") + ":/usr/sbin:/sbin";
        for (String program : PROGRAMS) {
            if (List.of(path.split(":")).stream().noneMatch(d -> Files.isExecutable(Path.of(d, program)))) {
                missing.add(program);
            }
        }
        return missing;
    }
}
