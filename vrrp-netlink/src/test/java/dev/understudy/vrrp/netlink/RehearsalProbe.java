// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import java.nio.file.Path;

/** Rehearses to the end, and says what is left of it. */
final class RehearsalProbe {
    private RehearsalProbe() {}

    /** @param args a directory, which is as empty in the end as it was before */
    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        Rehearsal rehearsal = new Rehearsal(directory, Thread::new, () -> {});
        rehearsal.start();
        while (threads() > 0) {
            Thread.onSpinWait();
        }
        rehearsal.close();
        Rehearsal cut = new Rehearsal(directory, Thread::new, () -> {});
        cut.start();
        cut.close();
        System.out.println("over, threads left: " + threads());
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("understudy"))
                .count();
    }
}
