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
        description = {
            "Two hosts, one address, everything that can happen to them: in virtual time, on a simulated network.",
            "Needs no root and no particular operating system. It runs the same engine as 'run' does."
        })
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            description = "varies delays and start times; the same seed tells the same story (${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--speed",
            description = "virtual seconds for each real second; 0, the default, does not wait at all")
    private double speed;

    @Override
    public Integer call() {
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new ParameterException(spec.commandLine(), "--speed " + speed + " is not a number of 0 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        new Demo(seed, new Narrator(out, speed)).tell();
        return ExitCode.OK;
    }
}
