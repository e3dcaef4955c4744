// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the rabbit commands have in common: bad input is said in one line and ends with 2. */
abstract class SubCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help message and exit")
    private boolean help;

    final Parts parts;

    SubCommand(Parts parts) {
        this.parts = parts;
    }

    abstract int act() throws BadInput, InterruptedException;

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    @Override
    public final Integer call() {
        try {
            return act();
        } catch (BadInput e) {
            err().println(spec.qualifiedName() + ": " + e.getMessage());
            return RabbitExit.BAD_INPUT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err().println(spec.qualifiedName() + ": interrupted");
            return RabbitExit.INTERNAL;
        } finally {
            out().flush();
            err().flush();
        }
    }
}
