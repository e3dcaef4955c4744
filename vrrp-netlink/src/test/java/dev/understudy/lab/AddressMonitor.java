// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's own account of when an address came to a host and went: {@code ip monitor} in the host. Thread-safe.
 *
 * <p>The kernel puts no time on these notices. The times are those at which {@code ip} read them, late by its wake-up (well below a
 * millisecond on an idle machine); a renewal of a lease is a notice as well.
 */
public final class AddressMonitor {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern LINE = Pattern.compile("\\[(\\S+)] (Deleted )?(\\d+: .*)");
    private static final String PROOF = "127.0.0.2";

    private final LabHost host;
    private final LabProcess monitor;

    /** A notice: the address was added or renewed, or it was removed. */
    public record Notice(long timeNanos, boolean present, HostAddress address) {}

    private AddressMonitor(LabHost host, LabProcess monitor) {
        this.host = host;
        this.monitor = monitor;
    }

    /** Starts to watch; what happens after this returned is seen. */
    public static AddressMonitor open(LabHost host) {
        LabProcess process = host.start("ip", "-o", "-ts", "monitor", "address");
        AddressMonitor monitor = new AddressMonitor(host, process);
        monitor.awaitListening();
        return monitor;
    }

    /** The notices for this address so far, in order. */
    public List<Notice> notices(String address) {
        return monitor.lines().all().stream()
                .map(line -> parse(line.text()))
                .flatMap(Optional::stream)
                .filter(notice -> notice.address.address().equals(address))
                .toList();
    }

    /** The first notice after the given time that the address is there, or is not. */
    public Notice await(String address, boolean present, long afterNanos, Duration timeout) {
        String what = "a notice that " + address + (present ? " came to " : " left ") + host;
        String line = monitor.lines()
                .await(
                        what,
                        timeout,
                        seen -> parse(seen.text())
                                .filter(notice -> notice.address.address().equals(address)
                                        && notice.present == present
                                        && notice.timeNanos > afterNanos)
                                .isPresent())
                .text();
        return parse(line).orElseThrow();
    }

    /** It says nothing when it listens, so it is shown an address on lo until it tells. */
    private void awaitListening() {
        Consumer<String> ip = action -> host.run("ip", "address", action, PROOF + "/8", "dev", "lo");
        Poll.until("ip monitor", LIMIT, () -> {
            ip.accept("add");
            ip.accept("del");
            return notices(PROOF).stream().findFirst();
        });
    }

    static Optional<Notice> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long timeNanos = WallClock.nanos(LocalDateTime.parse(matcher.group(1)).toInstant(ZoneOffset.UTC));
        boolean present = matcher.group(2) == null;
        return HostAddress.parseLine(matcher.group(3)).map(address -> new Notice(timeNanos, present, address));
    }
}
