// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.json.RabbitJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what data directories tell, without RabbitMQ or Erlang. */
@Command(
        name = "inspect",
        description = "Say what the data directories of stopped nodes tell; nothing is changed.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:read", "2:a directory cannot be used"})
final class InspectCommand extends SubCommand {
    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description = "a data directory, such as /var/lib/rabbitmq/mnesia/rabbit@hosta")
    private List<Path> directories = new ArrayList<>();

    @Option(names = "--json", description = "as a JSON array, an element for each directory")
    private boolean json;

    InspectCommand() {
        this(Library.parts());
    }

    InspectCommand(Parts parts) {
        super(parts);
    }

    @Override
    int act() {
        boolean unusable = false;
        List<String> texts = new ArrayList<>();
        for (Path directory : directories) {
            DiskEvidence evidence =
                    parts.eyes().inspect(directory.toAbsolutePath().normalize());
            if (Directories.unusable(evidence)) {
                unusable = true;
                evidence.findings()
                        .forEach(
                                finding -> err().println(directory + ": " + finding.file() + ": " + finding.meaning()));
            } else if (!json) {
                print(directory, evidence);
            }
            texts.add(RabbitJson.write(evidence).strip());
        }
        if (json) {
            out().println("[" + String.join(",\n", texts) + "]");
        }
        return unusable ? RabbitExit.BAD_INPUT : RabbitExit.OK;
    }

    private void print(Path directory, DiskEvidence evidence) {
        Path name = directory.toAbsolutePath().normalize().getFileName();
        String node = name == null ? "" : name.toString();
        out().println(node);
        // A directory under a name that is none has a finding; nobody is taken for itself then.
        new EvidenceText(out()).disk(Names.before(node + "=").orElse(new NodeName("nobody@nowhere")), evidence);
        out().println();
    }
}
