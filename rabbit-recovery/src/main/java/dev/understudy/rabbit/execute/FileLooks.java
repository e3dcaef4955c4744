// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.NodeAccess;
import dev.understudy.rabbit.observe.NodeReport;
import java.time.Duration;
import java.util.Optional;

/** Conditions about files. */
final class FileLooks {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TEST_SAYS_NO = 1;

    private FileLooks() {}

    static Seen present(NodeAccess access, String path) throws InterruptedException {
        return there(access, path, true);
    }

    static Seen absent(NodeAccess access, String path) throws InterruptedException {
        return there(access, path, false);
    }

    private static Seen there(NodeAccess access, String path, boolean wanted) throws InterruptedException {
        // A dangling link is there as well.
        HostOutput output = access.shell().run("test -e " + quoted(path) + " || test -L " + quoted(path), LIMIT);
        if (output.end() != HostOutput.End.EXITED || output.status() > TEST_SAYS_NO) {
            return Seen.unknown(path + ": " + said(output));
        }
        boolean there = output.status() == 0;
        return Seen.of(there == wanted, path + (there ? " is there" : " is not there"));
    }

    static Seen owned(NodeAccess access, String directory, String owner) throws InterruptedException {
        HostOutput output = access.shell()
                .run("find " + quoted(directory) + " ! -user " + quoted(owner) + " -print | head -n 3", LIMIT);
        if (output.end() != HostOutput.End.EXITED || !output.err().isBlank()) {
            return Seen.unknown(directory + ": " + said(output));
        }
        String foreign = output.out().strip();
        return Seen.of(
                foreign.isEmpty(),
                foreign.isEmpty() ? "all files belong to " + owner : "not owned by " + owner + ": " + foreign);
    }

    /** By {@code schema.DAT}: RabbitMQ's text files still list a member that was forgotten offline (rabbit-recovery 1.6). */
    static Seen forgotten(Condition.ForgottenOnDisk condition, Looks looks) throws InterruptedException {
        NodeReport report = looks.report(condition.node());
        Optional<DiskEvidence> disk = report.node().disk();
        if (disk.isEmpty()) {
            return Seen.unknown(condition.node() + " is " + report.node().state() + ": its files were not read");
        }
        if (disk.get().found(Finding.Code.SCHEMA_NOT_READ) || disk.get().found(Finding.Code.SCHEMA_MISSING)) {
            return Seen.unknown("the schema of " + condition.node() + " could not be read");
        }
        // No members at all are no members that were read: a node is always one itself.
        if (!disk.get().members().contains(condition.node())) {
            String because = disk.get().findings().isEmpty()
                    ? ""
                    : ": " + disk.get().findings().get(0).meaning();
            return Seen.unknown("the members by the files of " + condition.node() + " could not be read" + because);
        }
        return Seen.of(
                !disk.get().members().contains(condition.other()),
                "members by the schema on disk: " + disk.get().members());
    }

    private static String said(HostOutput output) {
        return output.end() + " " + output.status() + " " + output.err().strip();
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
