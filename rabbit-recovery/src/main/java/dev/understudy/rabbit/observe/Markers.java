// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files whose presence says something: {@code force_load}, and the pid file beside the directory. */
final class Markers {
    private static final int PID_FILE_BYTES = 64;

    private Markers() {}

    static boolean forceLoad(NodeDirectory directory, boolean khepri, Findings findings) {
        Path file = directory.file("force_load");
        if (!directory.has("force_load")) {
            return false;
        }
        if (khepri) {
            findings.note(Code.FORCE_LOAD, file, "is there, left by force_boot; with Khepri it has no effect");
        } else {
            findings.warning(
                    Code.FORCE_LOAD,
                    file,
                    "is there, left by force_boot or an offline forget: the next boot loads what this node has, whoever knows more");
        }
        return true;
    }

    static void pid(NodeDirectory directory, Findings findings) {
        Path file = directory.sibling(".pid");
        if (!Files.exists(file)) {
            return;
        }
        long pid = number(file);
        if (pid > 0 && directory.from().erlangRuns(pid)) {
            findings.warning(
                    Code.LOOKS_ALIVE,
                    file,
                    "names process " + pid + ", which runs: what was read may be half written, stop the node first");
        }
        findings.note(
                Code.PID_FILE,
                file,
                (pid > 0 ? "names process " + pid : "holds no number")
                        + ": a clean stop removes it, so the node was killed, or runs");
    }

    private static long number(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > PID_FILE_BYTES) {
                return -1;
            }
            return Long.parseLong(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }
}
