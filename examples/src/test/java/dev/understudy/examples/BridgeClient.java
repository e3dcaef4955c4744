// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import dev.understudy.lab.ClassPath;
import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import dev.understudy.lab.LabProcess.OutputLine;
import dev.understudy.lab.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.slf4j.Logger;

/** Clients of the brokers at one address, in one JVM on a host of their own; each is known by the name of its connection. */
final class BridgeClient implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final LabProcess process;

    private BridgeClient(LabProcess process) {
        this.process = process;
    }

    static BridgeClient start(LabHost host, String address, int port) {
        List<String> command = new ArrayList<>(Lab.java("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", ClassPath.of(BridgeClientMain.class, Connection.class, Logger.class)));
        command.addAll(List.of(BridgeClientMain.class.getName(), address, Integer.toString(port)));
        return new BridgeClient(host.startWithInput(command));
    }

    /** Opens a connection of this name, which ends when it is closed. */
    void connect(String name) {
        perform(name, "connect");
    }

    /** Opens a connection of this name that connects again, with its consumers, when it is closed. */
    void connectAgain(String name) {
        perform(name, "connect-again");
    }

    /** Declares a durable queue. */
    void declare(String name, String queue) {
        perform(name, "declare " + queue);
    }

    /** Declares a queue that only this connection may use, and that is gone with it. */
    void declareExclusive(String name, String queue) {
        perform(name, "exclusive " + queue);
    }

    /** Whether {@link #declareExclusive} is refused, since the queue is another connection's. */
    boolean isLocked(String name, String queue) {
        String answer = ask(name, "exclusive " + queue);
        assertThat(answer).matches(name + " (ok|failed .*RESOURCE_LOCKED.*)");
        return !answer.endsWith(" ok");
    }

    /** Consumes with automatic acknowledgement. */
    void consume(String name, String queue) {
        perform(name, "consume " + queue);
    }

    /** Publishes {@code QUEUE-FIRST} and so on; all have been confirmed. */
    void publish(String name, String queue, int first, int count) {
        perform(name, "publish " + queue + " " + first + " " + count);
    }

    /**
     * Sends something on a connection, as its next heartbeat would, and returns when it is connected again. It finds out that it was dead
     * now, since the new holder of the address does not know it (a reset); or it was told before, if the losing host closed it while it still
     * had the address (an end of file).
     */
    void speakAndConnectAgain(String name) {
        ask(name, "speak");
        awaitLine("^" + name + " closed .*(reset|EOF)");
        awaitLine("^" + name + " recovered");
    }

    /** Waits until a message that the regular expression matches has arrived at the connection. */
    void awaitMessage(String name, String regex) {
        awaitLine("^" + name + " got " + regex + "$");
    }

    /** What has arrived at the connection, in order. */
    List<String> messages(String name) {
        String got = name + " got ";
        return process.lines().all().stream()
                .map(OutputLine::text)
                .filter(line -> line.startsWith(got))
                .map(line -> line.substring(got.length()))
                .toList();
    }

    private void awaitLine(String regex) {
        process.awaitLine(regex, SOON);
    }

    private void perform(String name, String what) {
        assertThat(ask(name, what)).as(what + " in " + process.text()).isEqualTo(name + " ok");
    }

    private String ask(String name, String what) {
        int position = process.lines().size();
        process.say(name + " " + what);
        return process.awaitLineFrom(position, "^" + name + " (ok|failed .*)$", SOON)
                .text();
    }

    /** Waits until the queue can be declared exclusively, and declares it. */
    void awaitFree(String name, String queue) {
        Awaitility.await(queue + " to be free").atMost(SOON).until(() -> !isLocked(name, queue));
    }

    /** Dies without a word. */
    @Override
    public void close() {
        process.signal(Signal.KILL);
        process.awaitExit(SOON);
    }
}
