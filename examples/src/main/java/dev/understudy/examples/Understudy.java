// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code understudy} command. */
@Command(name = "understudy", mixinStandardHelpOptions = true, description = "Keeps a service's address alive.")
public final class Understudy {

    private Understudy() {}

    /**
     * Runs one command and ends the JVM with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Understudy()).execute(args));
    }
}
