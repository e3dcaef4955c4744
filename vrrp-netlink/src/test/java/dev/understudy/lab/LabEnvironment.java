// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.util.List;
import java.util.Optional;

/**
 * The mark that every process of a lab carries in its environment: the JVM that made it. A process whose JVM is gone is a leftover.
 * Closing the holders' standard input ends a lab even when its JVM is killed; the sweep takes what that cannot reach, such as a stopped
 * nsenter outside the host's PID namespace.
 */
final class LabEnvironment {
    private static final String MARK = "UNDERSTUDY_LAB";
    private static final String OWNER =
            ProcFs.identity(ProcessHandle.current().pid()).orElseThrow();

    private LabEnvironment() {}

    /** A builder whose process carries the mark, and finds sbin programs. */
    static ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put(MARK, OWNER);
        builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin:/usr/bin:/bin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    /** Ends the processes of labs whose JVM does not live any more. */
    static void sweep() {
        Signal.KILL.send(ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> mark(pid).filter(LabEnvironment::isDead).isPresent())
                .toList());
    }

    /** The processes made by this JVM's labs that still live. */
    static List<Long> ownProcesses() {
        return processesOf(OWNER);
    }

    static List<Long> processesOf(String owner) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> mark(pid).filter(owner::equals).isPresent())
                .toList();
    }

    /** Pids of another PID namespace, such as a container's, mean nothing here: its processes are left alone. */
    private static boolean isDead(String owner) {
        if (!namespaceOf(owner).equals(namespaceOf(OWNER))) {
            return false;
        }
        long pid = Long.parseLong(owner.substring(0, owner.indexOf(':')));
        return ProcFs.identity(pid).filter(owner::equals).isEmpty();
    }

    private static String namespaceOf(String owner) {
        return owner.substring(owner.lastIndexOf(':') + 1);
    }

    private static Optional<String> mark(long pid) {
        return ProcFs.environment(pid, MARK).filter(value -> value.matches("\\d+:\\d+:\\d+"));
    }
}
