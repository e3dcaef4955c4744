// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP against a server that says what the test wants. */
class HttpCheckTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private ServerSocket server;
    private final BlockingQueue<List<String>> requests = new ArrayBlockingQueue<>(10);

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private URI uri(String scheme, String rest) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + rest);
    }

    /** What the server does with a connection whose request it has read. */
    private interface Answer {
        void to(Socket socket) throws IOException;
    }

    private void serve(Answer answer) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                requests.add(in.lines().takeWhile(line -> !line.isEmpty()).toList());
                answer.to(socket);
            } catch (IOException e) {
                // The test is over, or the client has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(String answer) {
        serve(socket -> socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @CsvSource({"200,true", "204,true", "301,true", "399,true", "199,false", "404,false", "503,false"})
    void statusDecides(int status, boolean healthy) {
        serve("HTTP/1.1 " + status + " So\r\nContent-Length: 0\r\n\r\n");
        CheckResult result = new HttpCheck(uri("http", "/")).attempt(LONG);
        assertThat(result).isEqualTo(new CheckResult(healthy, "GET " + uri("http", "/") + ": status " + status));
    }

    @Test
    void otherStatusCanBeWanted() {
        serve("HTTP/1.0 401\r\n\r\n");
        assertThat(new HttpCheck(uri("http", ""), 401, 401).attempt(LONG).healthy())
                .isTrue();
    }

    @Test
    void requestNamesPathQueryAndHost() throws InterruptedException {
        serve("HTTP/1.1 200 OK\r\n\r\n");
        new HttpCheck(uri("http", "//health%20now?deep=1#part")).attempt(LONG);
        assertThat(requests.take())
                .startsWith("GET //health%20now?deep=1 HTTP/1.1", "Host: 127.0.0.1:" + server.getLocalPort())
                .contains("Connection: close");
    }

    @Test
    void emptyPathIsTheRoot() throws InterruptedException {
        serve("HTTP/1.1 200 OK\r\n\r\n");
        new HttpCheck(uri("http", "")).attempt(LONG);
        assertThat(requests.take().get(0)).isEqualTo("GET / HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({"'SSH-2.0-OpenSSH\r\n'", "''", "'HTTP/1.1 20'", "'HTTP/1.1 2000 OK\r\n'", "'\r\n'"})
    void otherAnswersAreFailures(String answer) {
        serve(answer);
        assertThat(new HttpCheck(uri("http", "/")).attempt(LONG).detail()).endsWith("the answer is not HTTP/1");
    }

    @Test
    void endlessLineIsGivenUp() {
        serve(socket -> {
            for (; ; ) {
                socket.getOutputStream().write("HTTP/1.1 ".repeat(1000).getBytes(StandardCharsets.US_ASCII));
            }
        });
        assertThat(new HttpCheck(uri("http", "/")).attempt(LONG).healthy()).isFalse();
    }

    @Test
    void silenceIsAFailureWhenTheTimeIsUp() {
        serve(socket -> socket.getInputStream().read());
        CheckResult result = new HttpCheck(uri("http", "/")).attempt(Duration.ofMillis(100));
        assertThat(result.healthy()).isFalse();
        assertThat(result.detail()).contains("timed out");
    }

    @Test
    void plainServerIsNoHttpsServer() {
        serve("HTTP/1.1 200 OK\r\n\r\n");
        CheckResult result = new HttpCheck(uri("https", "/")).attempt(Duration.ofMillis(200));
        assertThat(result.healthy()).isFalse();
    }

    @Test
    void interruptEndsAnAttempt() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        serve(socket -> {
            asked.countDown();
            socket.getInputStream().read();
        });
        AtomicReference<CheckResult> result = new AtomicReference<>();
        Thread thread = new Thread(() -> result.set(new HttpCheck(uri("http", "/")).attempt(Duration.ofHours(1))));
        thread.start();
        asked.await();
        thread.interrupt();
        thread.join();
        assertThat(result.get().healthy()).isFalse();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new HttpCheck(URI.create("ftp://h/"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HttpCheck(URI.create("http:///x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HttpCheck(URI.create("http://h/"), 300, 200))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
