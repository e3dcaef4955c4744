// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The client that {@link ServiceProbe} runs in a host: one connection and one line of answer after the other, each with a deadline. */
final class ProbeMain {
    private ProbeMain() {}

    /** Address, port, period and deadline in milliseconds. */
    public static void main(String[] arguments) {
        InetSocketAddress service = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
        int periodMillis = Integer.parseInt(arguments[2]);
        int deadlineMillis = Integer.parseInt(arguments[3]);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(() -> ask(service, deadlineMillis), 0, periodMillis, TimeUnit.MILLISECONDS);
    }

    private static void ask(InetSocketAddress service, int deadlineMillis) {
        long askedNanos = WallClock.nanos();
        String outcome;
        try {
            outcome = "answer " + answer(service, deadlineMillis);
        } catch (IOException e) {
            outcome = "failure " + e;
        }
        System.out.println(askedNanos + " " + WallClock.nanos() + " " + outcome);
        System.out.flush();
    }

    private static String answer(InetSocketAddress service, int deadlineMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(service, deadlineMillis);
            socket.setSoTimeout(deadlineMillis);
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = reader.readLine();
            if (line == null) {
                throw new IOException("closed without an answer");
            }
            return line;
        }
    }
}
