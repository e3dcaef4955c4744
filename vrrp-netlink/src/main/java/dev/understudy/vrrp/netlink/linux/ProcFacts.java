// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What tells one boot, one network namespace and one process from another; for the ledger. */
public final class ProcFacts {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NETWORK_NAMESPACE = Path.of("/proc/thread-self/ns/net");
    /** Field 22 of proc_pid_stat(5), counted from field 3, the first after the command. */
    private static final int START_TIME = 22 - 3;

    private ProcFacts() {}

    /**
     * What tells this boot of the machine from others.
     *
     * @return a random UUID
     * @throws IOException when /proc cannot be read
     */
    public static String bootId() throws IOException {
        return Files.readString(BOOT_ID).trim();
    }

    /**
     * What tells the calling thread's network namespace from others.
     *
     * @return its inode number
     * @throws IOException when /proc cannot be read
     */
    public static long networkNamespace() throws IOException {
        return parseNamespace(Files.readSymbolicLink(NETWORK_NAMESPACE).toString());
    }

    /** {@code net:[4026531840]}. */
    static long parseNamespace(String link) throws IOException {
        if (!link.matches("net:\\[\\d{1,18}]")) {
            throw new IOException(NETWORK_NAMESPACE + " is not net:[inode]: " + link);
        }
        return Long.parseLong(link.substring("net:[".length(), link.length() - 1));
    }

    /** {@return this process, as its PID namespace numbers it} */
    public static long pid() {
        return ProcessHandle.current().pid();
    }

    /**
     * When a process was started, in clock ticks since boot: exact, where a pid alone may have been given to another.
     *
     * @param pid of any process of this PID namespace
     * @return empty when there is no such process
     * @throws IOException when /proc is not as proc(5) describes it
     */
    public static OptionalLong startTicks(long pid) throws IOException {
        try {
            return OptionalLong.of(parseStartTicks(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    /** The command in parentheses may itself hold blanks and parentheses, so the fields are counted from its end. */
    static long parseStartTicks(String stat) throws IOException {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        try {
            return Long.parseLong(fields[START_TIME]);
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("not as proc_pid_stat(5) has it: " + stat, e);
        }
    }

    /**
     * Finds programs that share this network namespace.
     *
     * @param name the program's name as the kernel keeps it
     * @return their process ids; those that may not be looked at are left out
     */
    public static List<Long> othersInThisNamespace(String name) {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            long own = networkNamespace();
            for (Path process : processes) {
                if (isNamed(process, name) && isIn(process, own)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            return found; // who cannot look cannot know
        }
        return found;
    }

    private static boolean isNamed(Path process, String name) {
        try {
            return Files.readString(process.resolve("comm")).strip().equals(name);
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private static boolean isIn(Path process, long namespace) {
        try {
            return parseNamespace(
                            Files.readSymbolicLink(process.resolve("ns/net")).toString())
                    == namespace;
        } catch (IOException e) {
            return false; // it has ended, or is not ours to look at
        }
    }
}
