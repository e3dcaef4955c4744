// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.Command;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.Step;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.NodeAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the commands of a step, each with a line in the journal before and after. */
final class CommandRunner {
    private static final int TAIL = 2000;

    private final Map<NodeName, NodeAccess> hosts;
    private final Journal journal;
    private final ProgressListener listener;

    CommandRunner(Map<NodeName, NodeAccess> hosts, Journal journal, ProgressListener listener) {
        this.hosts = hosts;
        this.journal = journal;
        this.listener = listener;
    }

    /** A command that did not succeed, and did not say that it had been done before. */
    record Failure(Command command, HostOutput output) {
        @Override
        public String toString() {
            String said = output.err().isBlank() ? output.out() : output.err();
            String end = output.end() == HostOutput.End.EXITED
                    ? "exit status " + output.status()
                    : output.end().toString();
            return command.text() + " on " + command.node() + ": " + end + ": " + tail(said.strip());
        }
    }

    /** Some of the step's commands, or all: at the same time where the step asks for it, else one after the other until one fails. */
    Optional<Failure> run(Step step, List<Command> some, Duration limit) throws JournalException, InterruptedException {
        if (step.action() instanceof Action.StartTogether && !some.isEmpty()) {
            return together(step, some, limit);
        }
        for (Command command : some) {
            Optional<Failure> failure = run(step, command, limit);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> together(Step step, List<Command> some, Duration limit)
            throws JournalException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(some.size(), work -> {
            Thread thread = new Thread(work, "rabbit-recovery-start");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Optional<Failure>>> all = new ArrayList<>();
            for (Command command : some) {
                all.add(threads.submit(() -> run(step, command, limit)));
            }
            Optional<Failure> first = Optional.empty();
            for (Future<Optional<Failure>> one : all) {
                Optional<Failure> failure = one.get();
                first = first.isPresent() ? first : failure;
            }
            return first;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JournalException said) {
                throw said;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a start failed in a way that it cannot", e.getCause());
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    /** Nothing may be run, or written to the journal, once this run has ended. A shell that is interrupted ends. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    Optional<Failure> run(Step step, Command command, Duration limit) throws JournalException, InterruptedException {
        journal.append(
                JournalEvent.COMMAND,
                step.number(),
                Map.of("node", command.node().value(), "command", command.text()));
        listener.command(step, command);
        HostOutput output = hosts.get(command.node()).shell().run(command.text(), limit);
        journal.append(
                JournalEvent.ANSWERED,
                step.number(),
                Map.of(
                        "node",
                        command.node().value(),
                        "end",
                        output.end().name(),
                        "status",
                        output.status(),
                        "output",
                        tail(output.out() + output.err())));
        boolean before = command.doneBefore().stream()
                .anyMatch(words -> output.out().contains(words) || output.err().contains(words));
        return output.succeeded() || before ? Optional.empty() : Optional.of(new Failure(command, output));
    }

    private static String tail(String text) {
        return text.length() <= TAIL ? text : "..." + text.substring(text.length() - TAIL);
    }
}
