// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.lab.Needs;
import dev.understudy.rabbit.lab.RabbitVersion;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The tutorial's whole picture at a move of the address. The clients are silent when it comes, as they are between two heartbeats, and so
 * do not notice: what their old connections still get is lost, unless the losing host closes them.
 */
class BridgeIT {
    private static final int COUNT = 10;
    private static BridgePair pair;

    private BridgeClient client;
    private String queue;

    @BeforeAll
    static void cluster() {
        Lab.require();
        RabbitVersion.V3_10_8.require();
        Needs.program("haproxy");
        pair = BridgePair.open();
    }

    @AfterAll
    static void closeAll() {
        if (pair != null) {
            pair.close();
            assertThat(Lab.processes()).isEmpty();
        }
    }

    @BeforeEach
    void startClient() {
        client = pair.client();
    }

    @AfterEach
    void end() {
        client.close();
        pair.end();
    }

    @Test
    void aMoveClosesWhatWasConnectedAtTheLosingHost() {
        pair.serve("--haproxy", BridgePair.SOCKET);
        connectSilently("stop.q");

        assertThat(pair.runner(pair.one).end()).isZero();
        pair.awaitMoved();

        pair.awaitSessions(pair.one, 0);
        assertThat(pair.runner(pair.one).log()).contains("VI_1: closed the sessions of HAProxy");
        client.connect("newcomer");
        client.awaitFree("newcomer", "stop.exclusive");
        assertNothingIsLost();
    }

    @Test
    void withoutTheListenerWhatComesAfterTheMoveIsLost() {
        pair.serve();
        connectSilently("zombie.q");

        assertThat(pair.runner(pair.one).end()).isZero();
        pair.awaitMoved();

        client.connect("newcomer");
        assertThat(client.isLocked("newcomer", "zombie.exclusive")).isTrue();
        assertThat(pair.sessions(pair.one)).isEqualTo(2);
        client.publish("newcomer", queue, COUNT + 1, COUNT);
        client.speakAndConnectAgain("consumer");
        // The broker goes on giving half of what comes to the zombie; what was in the queue before would arrive first.
        client.publish("newcomer", queue, 2 * COUNT + 1, 4);
        client.awaitMessage("consumer", queue + "-2[1-4]");
        assertThat(client.messages("consumer")).doesNotContainAnyElementsOf(bodies(COUNT + 1, 2 * COUNT));
    }

    @Test
    void aKilledRunnerClosesThemWhenItIsStartedAgain() {
        pair.serve("--haproxy", BridgePair.SOCKET);
        connectSilently("kill.q");

        pair.runner(pair.one).kill();
        pair.awaitMoved();
        client.connect("newcomer");
        assertThat(client.isLocked("newcomer", "kill.exclusive")).isTrue();
        assertThat(pair.sessions(pair.one)).isEqualTo(2);

        pair.run(pair.one, "--haproxy", BridgePair.SOCKET);

        pair.awaitSessions(pair.one, 0);
        client.awaitFree("newcomer", "kill.exclusive");
        assertNothingIsLost();
    }

    /** A consumer that has got messages through the address, and a connection with an exclusive queue; both are silent from now on. */
    private void connectSilently(String name) {
        queue = name;
        client.connectAgain("consumer");
        client.declare("consumer", queue);
        client.consume("consumer", queue);
        client.connect("holder");
        client.declareExclusive("holder", queue.replace(".q", ".exclusive"));
        client.publish("consumer", queue, 1, COUNT);
        client.awaitMessage("consumer", queue + "-" + COUNT);
        assertThat(client.messages("consumer")).isEqualTo(bodies(1, COUNT));
        assertThat(pair.sessions(pair.one)).isEqualTo(2);
        assertThat(pair.sessions(pair.two)).isZero();
    }

    /** What is published after the move comes to the consumer, which connects again by itself. */
    private void assertNothingIsLost() {
        client.publish("newcomer", queue, COUNT + 1, COUNT);
        client.speakAndConnectAgain("consumer");
        client.awaitMessage("consumer", queue + "-" + 2 * COUNT);
        assertThat(client.messages("consumer")).isEqualTo(bodies(1, 2 * COUNT));
        assertThat(pair.sessions(pair.one)).isZero();
        assertThat(pair.sessions(pair.two)).isEqualTo(2);
    }

    private List<String> bodies(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> queue + "-" + i).toList();
    }
}
