// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that begins while the runtime runs. Not among the unit tests: those share a JVM that must not have recorded. */
class LateRecordingIT {
    private static final long LATE_NANOS = 300_000_000L;

    @TempDir
    private Path directory;

    private final List<Runnable> background = new ArrayList<>();
    private final Flight flight = new Flight(background::add);

    private void stall() {
        flight.stall(System.nanoTime() - LATE_NANOS, LATE_NANOS);
    }

    @Test
    void theFirstEventIsLeftToAnotherThreadBecauseItLoadsClasses() throws Exception {
        assertThat(flight.isRecorded()).isFalse();
        flight.prepare();
        Instant before = Instant.now().minusNanos(LATE_NANOS);
        try (Recording recording = new Recording()) {
            recording.start();
            assertThat(flight.isRecorded()).isTrue();
            stall();
            assertThat(background).hasSize(1);
            background.remove(0).run();
            stall();
            flight.lateAdvert("eno1/ipv4/167", 3, System.nanoTime() - LATE_NANOS, LATE_NANOS);
            assertThat(background).isEmpty();
            recording.stop();
            recording.dump(directory.resolve("a.jfr"));
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(directory.resolve("a.jfr")).stream()
                .filter(e -> e.getEventType().getName().startsWith("dev.understudy."))
                .toList();
        assertThat(events)
                .extracting(e -> e.getEventType().getName())
                .containsExactlyInAnyOrder("dev.understudy.Stall", "dev.understudy.Stall", "dev.understudy.LateAdvert");
        assertThat(events).allSatisfy(e -> {
            assertThat(e.getDuration("lateness")).isEqualTo(Duration.ofNanos(LATE_NANOS));
            assertThat(e.getInstant("due")).isBetween(before.minusMillis(5), before.plusSeconds(10));
        });
    }
}
