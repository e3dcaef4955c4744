// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client in a host that asks a TCP service for one line, with a new connection each time, and remembers when it was served. The service
 * is one that speaks first, such as {@link #serve} starts. Thread-safe.
 */
public final class ServiceProbe {
    private static final int PERIOD_MILLIS = 50;
    private static final int DEADLINE_MILLIS = 500;
    private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+) (answer|failure) (.*)");

    private final LabProcess client;

    /**
     * One question.
     *
     * @param askedNanos before the connection was opened
     * @param endedNanos when the answer was there, or the failure
     * @param isServed whether there was an answer
     * @param text the answer, or what failed
     */
    public record Attempt(long askedNanos, long endedNanos, boolean isServed, String text) {}

    /** A time without service as the client saw it: from the last answer before to the first answer after. */
    public record Outage(Attempt lastServed, Attempt servedAgain) {
        public long lengthNanos() {
            return servedAgain.endedNanos - lastServed.endedNanos;
        }
    }

    private ServiceProbe(LabProcess client) {
        this.client = client;
    }

    /** Starts to ask every 50 ms, half a second at most for each answer. */
    public static ServiceProbe start(LabHost from, String address, int port) {
        return new ServiceProbe(from.start(Lab.java(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ClassPath.of(ProbeMain.class),
                ProbeMain.class.getName(),
                address,
                Integer.toString(port),
                Integer.toString(PERIOD_MILLIS),
                Integer.toString(DEADLINE_MILLIS))));
    }

    /** Starts a service in the host, on all its addresses, that answers every connection with this line. */
    public static LabProcess serve(LabHost host, int port, String line) {
        return host.start("socat", "TCP4-LISTEN:" + port + ",reuseaddr,fork", "SYSTEM:echo " + line);
    }

    /** All questions so far that have an outcome, in order. */
    public List<Attempt> attempts() {
        return client.lines().all().stream()
                .map(line -> parse(line.text()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The first question asked after the given time that was answered with this line. */
    public Attempt awaitAnswer(String answer, long afterNanos, Duration timeout) {
        return await(
                "the answer '" + answer + "'",
                timeout,
                attempt -> attempt.isServed && attempt.text.equals(answer) && attempt.askedNanos > afterNanos);
    }

    /** The first question asked after the given time that had no answer. */
    public Attempt awaitFailure(long afterNanos, Duration timeout) {
        return await("a failure", timeout, attempt -> !attempt.isServed && attempt.askedNanos > afterNanos);
    }

    private Attempt await(String what, Duration timeout, Predicate<Attempt> wanted) {
        String line = client.lines()
                .await(what, timeout, seen -> parse(seen.text()).filter(wanted).isPresent())
                .text();
        return parse(line).orElseThrow();
    }

    /** The outages so far that are over. */
    public List<Outage> outages() {
        List<Outage> outages = new ArrayList<>();
        Attempt lastServed = null;
        boolean failedSince = false;
        for (Attempt attempt : attempts()) {
            if (!attempt.isServed) {
                failedSince = true;
                continue;
            }
            if (failedSince && lastServed != null) {
                outages.add(new Outage(lastServed, attempt));
            }
            lastServed = attempt;
            failedSince = false;
        }
        return outages;
    }

    /** Asks no more. */
    public void stop() {
        client.close();
    }

    private static Optional<Attempt> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Attempt(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3).equals("answer"),
                matcher.group(4)));
    }
}
