// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.check.Cadence;
import dev.understudy.vrrp.check.Check;
import dev.understudy.vrrp.check.CheckRunner;
import dev.understudy.vrrp.check.FileCheck;
import dev.understudy.vrrp.check.HttpCheck;
import dev.understudy.vrrp.check.ProcessCheck;
import dev.understudy.vrrp.check.ScriptCheck;
import dev.understudy.vrrp.check.Supervision;
import dev.understudy.vrrp.check.TcpCheck;
import dev.understudy.vrrp.conf.CheckDefinition;
import dev.understudy.vrrp.conf.PolledCheck;
import dev.understudy.vrrp.conf.Probe;
import dev.understudy.vrrp.track.Health;
import dev.understudy.vrrp.track.Tracker;
import java.time.Duration;
import java.util.Optional;

/** A definition turned into a check that can be run, with its rhythm and its counting. */
record LiveCheck(Check check, Cadence cadence, Tracker tracker, Optional<Supervision> supervision) {
    /** keepalived hears of processes from the kernel; here /proc is read this often. */
    private static final Duration PROCESS_INTERVAL = Duration.ofMillis(500);

    private static final Duration FILE_INTERVAL = Duration.ofMillis(500);

    static LiveCheck of(CheckDefinition definition) {
        if (definition instanceof PolledCheck polled) {
            return polled(polled);
        }
        if (definition instanceof dev.understudy.vrrp.conf.ProcessCheck process) {
            return process(process);
        }
        if (definition instanceof dev.understudy.vrrp.conf.FileCheck file) {
            Tracker tracker = new Tracker(file.name(), 1, 1);
            return new LiveCheck(new FileCheck(file.file()), Cadence.every(FILE_INTERVAL), tracker, Optional.empty());
        }
        throw new IllegalArgumentException("no check is known for " + definition);
    }

    private static LiveCheck polled(PolledCheck polled) {
        Cadence cadence = new Cadence(polled.interval(), polled.timeout());
        Check check = check(polled.probe());
        Health first = polled.initFail() ? Health.DOWN : Health.UNKNOWN;
        if (polled.restart().isEmpty()) {
            Tracker tracker = new Tracker(polled.name(), polled.rise(), polled.fall(), first);
            return new LiveCheck(check, cadence, tracker, Optional.empty());
        }
        Supervision supervision = new Supervision(
                polled.restart().get().argv(),
                polled.fall(),
                polled.restart().get().grace());
        Tracker tracker = new Tracker(polled.name(), polled.rise(), 1, first);
        return new LiveCheck(check, cadence, tracker, Optional.of(supervision));
    }

    private static Check check(Probe probe) {
        if (probe instanceof Probe.Script script) {
            return new ScriptCheck(ScriptUser.argv(script));
        }
        if (probe instanceof Probe.Tcp tcp) {
            return new TcpCheck(tcp.host(), tcp.port());
        }
        if (probe instanceof Probe.Http http) {
            return new HttpCheck(http.uri(), 200, 399);
        }
        if (probe instanceof Probe.Process process) {
            return new ProcessCheck(process.name());
        }
        throw new IllegalArgumentException("no check is known for " + probe);
    }

    private static LiveCheck process(dev.understudy.vrrp.conf.ProcessCheck p) {
        int most = p.quorumMax().orElse(Integer.MAX_VALUE);
        Check check = new ProcessCheck(p.argv(), arguments(p), p.fullCommand(), Math.min(p.quorum(), most), most);
        Tracker tracker = new Tracker(p.name(), times(p.forkDelay()), times(p.terminateDelay()));
        return new LiveCheck(check, Cadence.every(PROCESS_INTERVAL), tracker, Optional.empty());
    }

    private static ProcessCheck.Arguments arguments(dev.understudy.vrrp.conf.ProcessCheck p) {
        boolean none = p.argv().size() == 1;
        return switch (p.parameterMatch()) {
            case EXACT -> none ? ProcessCheck.Arguments.ANY : ProcessCheck.Arguments.EXACT;
            case INITIAL -> none ? ProcessCheck.Arguments.EXACT : ProcessCheck.Arguments.LEADING_PREFIX;
            case PARTIAL -> none ? ProcessCheck.Arguments.EXACT : ProcessCheck.Arguments.LEADING;
        };
    }

    /** A delay becomes a number of looks in a row. */
    private static int times(Duration delay) {
        return 1 + (int) Math.min(100_000, delay.dividedBy(PROCESS_INTERVAL));
    }

    /** Hands the check to a runner and returns its tracker. */
    Tracker addTo(CheckRunner runner) {
        if (supervision.isPresent()) {
            runner.supervise(tracker, check, cadence, supervision.get());
        } else {
            runner.add(tracker, check, cadence);
        }
        return tracker;
    }
}
