// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One step of a plan: what is done, with what risk, and how it is known to be needed and to be done.
 *
 * @param number from 1, in the order of execution
 * @param action what is done
 * @param commands the exact lines; those of {@link Action.StartTogether} are run at the same time, others one after the other
 * @param reason which evidence asks for it
 * @param before what must hold for it to be begun
 * @param after what holds when it is done; if all of it holds already, the step is not done again (the idempotence probe)
 * @param limit how long it may take until {@code after} holds
 * @param undo how to go back, in words
 * @param level what consent it needs
 * @param losses what it gives up
 */
public record Step(
        int number,
        Action action,
        List<Command> commands,
        String reason,
        List<Condition> before,
        List<Condition> after,
        Duration limit,
        String undo,
        ConsentLevel level,
        List<Loss> losses) {
    public Step {
        Objects.requireNonNull(action, "action");
        commands = List.copyOf(commands);
        Objects.requireNonNull(reason, "reason");
        before = List.copyOf(before);
        after = List.copyOf(after);
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(undo, "undo");
        Objects.requireNonNull(level, "level");
        losses = List.copyOf(losses);
    }
}
