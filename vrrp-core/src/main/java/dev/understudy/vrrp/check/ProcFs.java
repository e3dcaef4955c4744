// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Linux's {@code /proc}. A process that ends while it is read is simply not there. */
record ProcFs(Path root) {
    static final ProcFs SYSTEM = new ProcFs(Path.of("/proc"));

    /**
     * Some fields of {@code /proc/PID/stat}.
     *
     * @param name the kernel's short name, 15 bytes at most
     * @param state one letter
     * @param session the session's id: the pid of the process that made it
     */
    record Stat(String name, char state, long session) {
        /** A zombie has ended; only its parent has not heard of it yet, and may never ask. */
        boolean isAlive() {
            return state != 'Z' && state != 'X' && state != 'x';
        }
    }

    /** Returns every pid in view. */
    List<Long> pids() throws IOException {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[0-9]*")) {
            entries.forEach(entry -> pids.add(Long.parseLong(entry.getFileName().toString())));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return pids;
    }

    Optional<Stat> stat(long pid) {
        return read(pid, "stat").flatMap(ProcFs::parse);
    }

    /** The name stands in parentheses and may hold parentheses and blanks itself. */
    private static Optional<Stat> parse(String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = stat.substring(close + 1).strip().split(" ", 5);
        return fields.length < 4
                ? Optional.empty()
                : Optional.of(
                        new Stat(stat.substring(open + 1, close), fields[0].charAt(0), Long.parseLong(fields[3])));
    }

    /** Returns the words of the command line, none for a zombie or a kernel thread. */
    List<String> commandLine(long pid) {
        String text = read(pid, "cmdline").orElse("");
        if (text.isEmpty()) {
            return List.of();
        }
        int end = text.endsWith("\0") ? text.length() - 1 : text.length();
        return List.of(text.substring(0, end).split("\0", -1));
    }

    /** Returns whether a process in view lives in the PID namespace of this mount and not in a container inside it. */
    boolean isOfThisNamespace(long pid) {
        return read(pid, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("NSpid:"))
                .noneMatch(line -> line.strip().split("\\s+").length > 2);
    }

    /** Returns whether this mount shows the PID namespace of the process with this pid: the own one. */
    boolean shows(long ownPid) {
        try {
            return Files.readSymbolicLink(root.resolve("self")).toString().equals(Long.toString(ownPid));
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> read(long pid, String file) {
        try {
            byte[] bytes = Files.readAllBytes(root.resolve(Long.toString(pid)).resolve(file));
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
