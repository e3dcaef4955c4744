// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

/** Rehearses to the end, and says what is left of it. */
final class RehearsalProbe {
    private RehearsalProbe() {}

    public static void main(String[] args) {
        Rehearsal rehearsal = new Rehearsal(Thread::new, () -> {});
        rehearsal.start();
        while (threads() > 0) {
            Thread.onSpinWait();
        }
        rehearsal.close();
        Rehearsal cut = new Rehearsal(Thread::new, () -> {});
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
