// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.examples.rabbit.RabbitCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code understudy} command. */
@Command(
        name = "understudy",
        mixinStandardHelpOptions = true,
        versionProvider = Understudy.Version.class,
        description = "Keeps a service's address alive, and brings a stopped RabbitMQ cluster back.")
public final class Understudy {
    /** By name, in the order of the help. */
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
        COMMANDS.put("demo", DemoCommand.class);
        COMMANDS.put("rabbit", RabbitCommand.class);
    }

    Understudy() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        EarlyStart.begin(args);
        System.exit(commandLine(args).execute(args));
    }

    /**
     * Returns the command line as it is run, with the command that the first argument names, or with all of them: to read all their
     * options takes longer than the rest of a start. Tests call it without ending the JVM.
     */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Understudy());
        String asked = args.length == 0 ? "" : args[0];
        COMMANDS.forEach((name, command) -> {
            if (name.equals(asked) || !COMMANDS.containsKey(asked)) {
                line.addSubcommand(command);
            }
        });
        return line.setExecutionExceptionHandler(Understudy::internalError);
    }

    private static int internalError(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("understudy: internal error: " + e);
        e.printStackTrace(command.getErr());
        return ExitCode.INTERNAL;
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Understudy.class.getPackage().getImplementationVersion();
            return new String[] {"understudy " + (version == null ? "(not built as a jar)" : version)};
        }
    }
}
