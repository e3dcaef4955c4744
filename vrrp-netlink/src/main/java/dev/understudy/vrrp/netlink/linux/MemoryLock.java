// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps the memory of this process from being swapped: see mlockall(2). */
public final class MemoryLock {
    private static final int MCL_CURRENT_FUTURE_ONFAULT = 1 | 2 | 4;
    private static final String LIMIT = "Max locked memory";
    private static final String UNLIMITED = "unlimited";

    private MemoryLock() {}

    /**
     * Locks what was touched and what will be. Without the right to lock without limit nothing is done: the kernel counts all address
     * space, touched or not, and a JVM whose later mapping is refused ends.
     *
     * @throws IOException when that right is missing, or cannot be found out
     * @throws KernelException when the kernel refuses: EINVAL before Linux 4.4
     */
    public static void lock() throws IOException {
        String limit = parseLimit(Files.readAllLines(Path.of("/proc/self/limits")));
        if (!mayLockWithoutLimit(
                limit, Capabilities.read().ipcLock(), Files.readString(Path.of("/proc/self/uid_map")))) {
            throw new IOException("RLIMIT_MEMLOCK is " + limit + " bytes and CAP_IPC_LOCK is missing, so that "
                    + "mlockall would be EPERM (1) or ENOMEM (12), if not now then to the JVM later");
        }
        Syscall.check("mlockall(MCL_CURRENT|MCL_FUTURE|MCL_ONFAULT)", Syscall.lockAll(MCL_CURRENT_FUTURE_ONFAULT));
    }

    /** A capability that was got in a user namespace does not count for this. */
    static boolean mayLockWithoutLimit(String limit, boolean capable, String uidMap) {
        boolean initialUserNamespace = uidMap.strip().matches("0\\s+0\\s+4294967295");
        return limit.equals(UNLIMITED) || capable && initialUserNamespace;
    }

    /** The soft limit: {@code Max locked memory  8388608  8388608  bytes}. */
    static String parseLimit(List<String> limits) throws IOException {
        return limits.stream()
                .filter(line -> line.startsWith(LIMIT))
                .map(line -> line.substring(LIMIT.length()).strip().split("\\s+")[0])
                .filter(soft -> soft.matches("\\d+|" + UNLIMITED))
                .findFirst()
                .orElseThrow(() -> new IOException("no line '" + LIMIT + "' in /proc/self/limits"));
    }
}
