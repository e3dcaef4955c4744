// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The effective capabilities of the calling thread.
 *
 * @param bits as in {@code CapEff} of {@code /proc/self/status}
 */
public record Capabilities(long bits) {
    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_NET_RAW = 13;
    private static final int CAP_IPC_LOCK = 14;
    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAP_SYS_NICE = 23;
    private static final String EFFECTIVE = "CapEff:";

    /**
     * Reads those of the calling thread.
     *
     * @return what it may do now
     * @throws IOException when /proc is not there, or not as proc(5) describes it
     */
    public static Capabilities read() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/thread-self/status")));
    }

    static Capabilities parse(List<String> status) throws IOException {
        String line = status.stream()
                .filter(l -> l.startsWith(EFFECTIVE))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + EFFECTIVE + " line in /proc/thread-self/status"));
        try {
            return new Capabilities(
                    Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).trim(), 16));
        } catch (NumberFormatException e) {
            throw new IOException("not a hexadecimal number in /proc/thread-self/status: " + line, e);
        }
    }

    /** {@return whether CAP_NET_RAW is there, which raw and packet sockets need} */
    public boolean netRaw() {
        return has(CAP_NET_RAW);
    }

    /** {@return whether CAP_NET_ADMIN is there, which binding addresses needs, and buffers beyond the limit} */
    public boolean netAdmin() {
        return has(CAP_NET_ADMIN);
    }

    /** {@return whether CAP_SYS_NICE is there, which real-time scheduling needs} */
    public boolean sysNice() {
        return has(CAP_SYS_NICE);
    }

    boolean ipcLock() {
        return has(CAP_IPC_LOCK);
    }

    boolean sysAdmin() {
        return has(CAP_SYS_ADMIN);
    }

    private boolean has(int capability) {
        return (bits >>> capability & 1) != 0;
    }
}
