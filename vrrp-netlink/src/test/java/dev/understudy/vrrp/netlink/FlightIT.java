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
    private static final String ROUTER = "eth0/ipv4/51";
    private static final Duration INTERVAL = Duration.ofMillis(101);
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
        assertTransitions(of(events, "dev.understudy.Transition"));
        assertFreeze(of(events, "dev.understudy.Stall"));
        assertLateBesideACollection(of(events, "dev.understudy.LateAdvert"), of(events, "jdk.GCPhasePause"));
        reporter.publishEntry("timeline", timeline(events));
    }

    private static void assertTransitions(List<RecordedEvent> transitions) {
        assertThat(transitions)
                .extracting(e -> e.getString("from") + " " + e.getString("to") + " " + e.getString("cause"))
                .containsExactly(
                        "INITIALIZE BACKUP STARTUP", "BACKUP ACTIVE ACTIVE_DOWN", "ACTIVE INITIALIZE SHUTDOWN");
        assertThat(transitions).allSatisfy(e -> {
            assertThat(e.getString("router")).isEqualTo(ROUTER);
            assertThat(e.getInt("priority")).isEqualTo(100);
            assertThat(e.getInstant("at"))
                    .isBetween(
                            e.getStartTime().minusSeconds(2), e.getStartTime().plus(CLOCKS));
        });
    }

    private static void assertFreeze(List<RecordedEvent> stalls) {
        assertThat(stalls).anySatisfy(stall -> {
            Duration late = stall.getDuration("lateness");
            // An advert was due at most an interval after the freeze began.
            assertThat(late).isBetween(FREEZE.minus(INTERVAL), FREEZE.plusSeconds(2));
            assertThat(stall.getInstant("due").plus(late))
                    .isBetween(
                            stall.getStartTime().minusSeconds(1),
                            stall.getStartTime().plus(CLOCKS));
            assertThat(stall.getThread().getJavaName()).isIn("understudy-loop", "understudy-listener");
            assertThat(stall.getStackTrace()).isNull();
        });
    }

    private static void assertLateBesideACollection(List<RecordedEvent> late, List<RecordedEvent> pauses) {
        assertThat(pauses).isNotEmpty();
        assertThat(late).anySatisfy(advert -> {
            assertThat(advert.getString("router")).isEqualTo(ROUTER);
            assertThat(advert.getInt("adverts")).isEqualTo(1);
            // The advert should have left while the world stood still, and left when it went on, or after the next
            // pauses.
            Instant due = advert.getInstant("due");
            Instant left = due.plus(advert.getDuration("lateness"));
            assertThat(pauses).anySatisfy(pause -> {
                assertThat(due).isBetween(pause.getStartTime().minus(CLOCKS), pause.getEndTime());
                assertThat(left)
                        .isBetween(
                                pause.getEndTime().minus(CLOCKS),
                                pause.getEndTime().plusSeconds(5));
            });
        });
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
