// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings a stopped RabbitMQ cluster back. */
@Command(
        name = "rabbit",
        mixinStandardHelpOptions = true,
        description = {
            "Bring a stopped RabbitMQ cluster back: look, plan, recover.",
            "inspect, snapshot, plan and demo change nothing; recover does what its plan says, with consent."
        },
        subcommands = {
            InspectCommand.class,
            SnapshotCommand.class,
            PlanCommand.class,
            RecoverCommand.class,
            RabbitDemoCommand.class
        })
public final class RabbitCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name one of: " + String.join(", ", spec.subcommands().keySet()));
    }
}
