// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.lab.Lab;
import dev.understudy.lab.LabHost;
import dev.understudy.lab.LabProcess;
import dev.understudy.lab.Poll;
import dev.understudy.lab.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** One recording shows what the loop was late with beside what held it up. */
class FlightIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration FREEZE = Duration.ofMillis(400);
    /** Due is kept in milliseconds, and an event's own time is of another clock. */
    private static final Duration CLOCKS = Duration.ofMillis(5);

    @TempDir
    private Path directory;

    @BeforeAll
    static void needsALab() {
        Lab.require();
    }

    @Test
    void aRecordingHoldsFreezeCollectionAndTransition(TestReporter reporter) throws IOException {
        try (Lab lab = Lab.open()) {
            LabHost host = lab.host("one", "eth0", "192.0.2.1/24");
            host.mount(directory, "/run/flight");
            LabProcess probe = host.startWithInput(Lab.java(
                    "-XX:+UseSerialGC",
                    "-Xmx512m",
                    "-XX:StartFlightRecording:filename=/run/flight/a.jfr",
                    "-cp",
                    classPath(),
                    SightProbe.class.getName(),
                    "eth0",
                    "192.0.2.10/24",
                    "/run/understudy"));
            probe.awaitLine("Backup -> Active", SOON);
            freeze(probe);
            probe.say("thaw");
            probe.awaitLine("did thaw: .* stalls [1-9]", SOON);
            probe.say("gc");
            probe.awaitLine("did gc", SOON);
            probe.say("end");
            assertThat(probe.awaitExit(SOON)).as(probe.text()).isZero();
            assertThat(probe.text()).containsOnlyOnce("Loop ended: turns ").containsPattern("late adverts [1-9]");
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(directory.resolve("a.jfr"));
        RecordedEvent active = of(events, "dev.understudy.Transition").stream()
                .filter(e -> e.getString("to").equals("ACTIVE"))
                .findFirst()
                .orElseThrow();
        assertThat(active.getString("from")).isEqualTo("BACKUP");
        assertThat(active.getString("cause")).isEqualTo("ACTIVE_DOWN");
        assertThat(active.getString("router")).isEqualTo("eth0/ipv4/51");
        assertThat(active.getInt("priority")).isEqualTo(100);
        assertThat(active.getInstant("at")).isBetween(active.getStartTime().minusSeconds(2), active.getStartTime());
        assertThat(of(events, "dev.understudy.Transition"))
                .extracting(e -> e.getString("cause"))
                .startsWith("STARTUP", "ACTIVE_DOWN")
                .endsWith("SHUTDOWN");

        List<RecordedEvent> stalls = of(events, "dev.understudy.Stall");
        assertThat(stalls).as("the freeze").anySatisfy(stall -> {
            Duration late = stall.getDuration("lateness");
            // An advert was due at most an interval after the freeze began.
            assertThat(late).isBetween(FREEZE.minusMillis(101), FREEZE.plusSeconds(2));
            assertThat(stall.getInstant("due").plus(late))
                    .isBetween(
                            stall.getStartTime().minusMillis(50),
                            stall.getStartTime().plus(CLOCKS));
            assertThat(stall.getThread().getJavaName()).isIn("understudy-loop", "understudy-listener");
            assertThat(stall.getStackTrace()).isNull();
        });

        RecordedEvent pause = longest(of(events, "jdk.GCPhasePause"));
        RecordedEvent late = of(events, "dev.understudy.LateAdvert").stream()
                .filter(e -> overlaps(e, pause))
                .max(Comparator.comparing(e -> e.getDuration("lateness")))
                .orElseThrow(() -> new AssertionError("no late advert beside " + pause + " in "
                        + events.stream()
                                .filter(e -> e.getEventType().getName().startsWith("dev."))
                                .toList()));
        assertThat(late.getString("router")).isEqualTo("eth0/ipv4/51");
        assertThat(late.getInt("adverts")).isEqualTo(1);
        assertThat(late.getDuration("lateness"))
                .isLessThan(pause.getDuration().plusMillis(200))
                .isGreaterThan(pause.getDuration().minusMillis(101));
        reporter.publishEntry("timeline", timeline(events));
    }

    private static void freeze(LabProcess probe) {
        probe.signal(Signal.STOP);
        long end = System.nanoTime() + FREEZE.toNanos();
        Poll.until(
                "the freeze to be over",
                SOON,
                () -> System.nanoTime() - end > 0 ? Optional.of(true) : Optional.empty());
        probe.signal(Signal.CONT);
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
        return events.stream()
                .filter(e -> e.getEventType().getName().equals(type))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    private static RecordedEvent longest(List<RecordedEvent> events) {
        return events.stream()
                .max(Comparator.comparing(RecordedEvent::getDuration))
                .orElseThrow();
    }

    /** The advert should have left while the world stood still. */
    private static boolean overlaps(RecordedEvent late, RecordedEvent pause) {
        Instant due = late.getInstant("due");
        return due.isAfter(pause.getStartTime().minus(CLOCKS)) && due.isBefore(pause.getEndTime());
    }

    private static String timeline(List<RecordedEvent> events) {
        StringBuilder text = new StringBuilder("\n");
        events.stream()
                .filter(e -> e.getEventType().getName().startsWith("dev.understudy.")
                        || e.getEventType().getName().equals("jdk.GCPhasePause"))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .forEach(text::append);
        return text.toString();
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                Path.of("target/test-classes").toAbsolutePath().toString(),
                Path.of("target/classes").toAbsolutePath().toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
    }
}
