// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells the whole story of a virtual address in virtual time. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Show how an address follows the healthy host: two simulated hosts in virtual time, without root.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "what chance is made of; the same seed shows the same run (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "0",
            description = "virtual seconds in one real second, 0 for as fast as possible (default: ${DEFAULT-VALUE})")
    private double speed;

    @Override
    public Integer call() {
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new ParameterException(spec.commandLine(), "--speed " + speed + " is not a number of 0 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        new DemoStory(new DemoNarrator(out, DemoPace.of(speed)), seed).tell();
        out.flush();
        return ExitCode.OK;
    }
}
