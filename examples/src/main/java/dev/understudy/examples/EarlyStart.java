// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.netlink.Preflight;
import dev.understudy.vrrp.netlink.RuntimeConfig;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What {@code run} needs whatever its file says, the logging and native code, made ready by a second thread while the first one reads the
 * command line and the file. Together they take as long as the reading of thousands of routers.
 */
final class EarlyStart {
    private static volatile Thread thread;
    private static volatile List<Preflight.Finding> findings;

    private EarlyStart() {}

    /** Begins, if the command is the one that needs it. */
    static void begin(String... args) {
        if (args.length > 0 && args[0].equals("run")) {
            Thread early = new Thread(EarlyStart::prepare, "understudy-early");
            early.setDaemon(true);
            thread = early;
            early.start();
        }
    }

    private static void prepare() {
        LoggerFactory.getLogger("understudy");
        findings = Preflight.host(RuntimeConfig.defaultStateDirectory());
    }

    /** Returns whether other programs are in the way here, as of the start, or of now if that was not looked at. */
    static List<Preflight.Finding> warnings() {
        await();
        List<Preflight.Finding> all =
                findings == null ? Preflight.host(RuntimeConfig.defaultStateDirectory()) : findings;
        return all.stream().filter(f -> f.level() == Preflight.Level.WARNING).toList();
    }

    /** Waits for the end. Nothing is logged before: a logger that is used while logging is being set up says so on standard error. */
    static void await() {
        Thread early = thread;
        try {
            if (early != null) {
                early.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
