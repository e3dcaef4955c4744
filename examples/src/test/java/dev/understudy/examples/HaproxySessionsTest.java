// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.Cause;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualRouterId;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a stats socket that answers as HAProxy 2.6 does. */
class HaproxySessionsTest {
    private static final String SERVERS = """
            # pxname,svname,qcur,qmax,scur
            rabbitmq,rabbitmq1,0,0,3
            rabbitmq,rabbitmq2,0,0,1

            """;

    @TempDir
    private Path directory;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private ServerSocketChannel server;
    private Thread haproxy;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        if (haproxy != null) {
            haproxy.join();
        }
    }

    static Stream<Transition> withoutTheAddress() {
        return Stream.of(
                transition(RouterState.ACTIVE, RouterState.BACKUP),
                transition(RouterState.ACTIVE, RouterState.INITIALIZE),
                transition(RouterState.INITIALIZE, RouterState.BACKUP));
    }

    @ParameterizedTest
    @MethodSource("withoutTheAddress")
    void sessionsOfEveryServerAreClosedWhenTheAddressLeftOrMayHave(Transition transition) {
        answer();
        listener().onTransition(transition);

        assertThat(asked)
                .containsExactly(
                        "show stat -1 4 -1\n",
                        "shutdown sessions server rabbitmq/rabbitmq1\n",
                        "shutdown sessions server rabbitmq/rabbitmq2\n");
    }

    @Test
    void sessionsStayWhenTheAddressComesAndWhereItWasNot() {
        answer();
        listener().onTransition(transition(RouterState.BACKUP, RouterState.ACTIVE));
        listener().onTransition(transition(RouterState.INITIALIZE, RouterState.ACTIVE));
        listener().onTransition(transition(RouterState.BACKUP, RouterState.INITIALIZE));

        assertThat(asked).isEmpty();
    }

    @Test
    void aHaproxyThatDoesNotAnswerHoldsNothingUp() {
        HaproxySocket silent = new HaproxySocket(socket(), Duration.ofMillis(50));

        assertThatThrownBy(() -> silent.ask("show info"))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining(socket().toString())
                .hasMessageContaining("50 ms");
    }

    @Test
    void withoutHaproxyTheTransitionPasses() throws IOException {
        server.close();
        listener().onTransition(transition(RouterState.ACTIVE, RouterState.INITIALIZE));

        assertThat(asked).isEmpty();
    }

    private HaproxySessions listener() {
        return new HaproxySessions(new HaproxySocket(socket(), Duration.ofSeconds(10)));
    }

    private Path socket() {
        return directory.resolve("haproxy.sock");
    }

    private void answer() {
        haproxy = new Thread(this::serve, "haproxy");
        haproxy.start();
    }

    private void serve() {
        try {
            while (true) {
                try (SocketChannel channel = server.accept()) {
                    ByteBuffer question = ByteBuffer.allocate(256);
                    channel.read(question);
                    String text = new String(question.array(), 0, question.position(), StandardCharsets.UTF_8);
                    asked.add(text);
                    String answer = text.startsWith("show stat") ? SERVERS : "\n";
                    channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
                }
            }
        } catch (AsynchronousCloseException closed) {
            // the test is over
        } catch (IOException e) {
            asked.add(e.toString());
        }
    }

    private static Transition transition(RouterState from, RouterState to) {
        VirtualRouterId router = new VirtualRouterId("eno1", AddressFamily.IPV4, 167);
        return new Transition(router, "VI_1", from, to, Cause.values()[0], "", 100, 0);
    }
}
