// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Command;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a journal says of the commands of one step. On one node they are run one after the other. */
final class StepCommands {
    /** By node, the command whose end nobody saw. */
    private final Map<String, String> open = new HashMap<>();

    private final Set<List<String>> succeeded = new HashSet<>();
    private boolean any;

    void begun(String node, String command) {
        any = true;
        open.put(node, command);
        succeeded.remove(List.of(node, command));
    }

    void answered(String node, boolean well) {
        String command = open.remove(node);
        if (well && command != null) {
            succeeded.add(List.of(node, command));
        }
    }

    /** Whether one was about to be run. */
    boolean any() {
        return any;
    }

    /** Whether all have exited with 0; what they set going may not have come about yet. */
    boolean allSucceeded(List<Command> commands) {
        return !commands.isEmpty()
                && commands.stream()
                        .map(command -> List.of(command.node().value(), command.text()))
                        .allMatch(succeeded::contains);
    }
}
