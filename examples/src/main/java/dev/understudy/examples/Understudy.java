// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.examples.rabbit.RabbitCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code understudy} command. */
@Command(
        name = "understudy",
        mixinStandardHelpOptions = true,
        versionProvider = Understudy.Version.class,
        description = "Keeps a service's address alive, and brings a stopped RabbitMQ cluster back.",
        subcommands = {RunCommand.class, DoctorCommand.class, DemoCommand.class, RabbitCommand.class})
public final class Understudy {
    Understudy() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        EarlyStart.begin(args);
        System.exit(commandFor(args).execute(args));
    }

    /** The command {@code run} is not kept waiting for the descriptions of all the others. */
    private static CommandLine commandFor(String... args) {
        boolean run = args.length > 0 && args[0].equals("run");
        return run ? guarded(new CommandLine(new RunOnly())) : commandLine();
    }

    /** Returns the command line as it is run; tests call it without ending the JVM. */
    static CommandLine commandLine() {
        return guarded(new CommandLine(new Understudy()));
    }

    private static CommandLine guarded(CommandLine commands) {
        return commands.setExecutionExceptionHandler((e, command, parsed) -> {
            command.getErr().println("understudy: internal error: " + e);
            e.printStackTrace(command.getErr());
            return ExitCode.INTERNAL;
        });
    }

    /** The command without its other commands. */
    @Command(name = "understudy", versionProvider = Version.class, subcommands = RunCommand.class)
    private static final class RunOnly {}

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Understudy.class.getPackage().getImplementationVersion();
            return new String[] {"understudy " + (version == null ? "(not built as a jar)" : version)};
        }
    }
}
