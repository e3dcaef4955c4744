// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.HostShells;
import dev.understudy.rabbit.host.NodeAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings what in a data directory is evidence (rabbit-recovery 3) to a temporary directory, under the names that it has on its host, has it
 * inspected there and removes it. Contents of messages stay where they are.
 */
final class DiskFetch {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final NodeAccess access;
    private final DirectoryInspector inspector;
    private final String directory;

    DiskFetch(NodeAccess access, DirectoryInspector inspector) {
        this.access = access;
        this.inspector = inspector;
        this.directory = access.installation().directoryOf(access.node());
    }

    DiskEvidence look() throws InterruptedException {
        HostOutput archive = access.shell().run(FetchLines.archive(access, true), LIMIT);
        boolean whole = FetchLines.whole(archive);
        if (archive.succeeded() && !whole) {
            archive = access.shell().run(FetchLines.archive(access, false), LIMIT);
        }
        if (archive.end() == HostOutput.End.EXITED && archive.status() == FetchLines.NO_DIRECTORY) {
            return unreadable("there is no such directory: the node would start as a blank broker here");
        }
        if (archive.end() == HostOutput.End.EXITED && archive.status() == FetchLines.NO_PERMISSION) {
            return unreadable("the directory may not be read by the user that looks at it");
        }
        if (archive.succeeded() && !FetchLines.whole(archive)) {
            return unreadable("what of its files is evidence is too much to be fetched; look at them on its host");
        }
        if (!archive.succeeded()) {
            return unreadable("its files could not be fetched: " + Tools.failure(archive));
        }
        List<Finding> findings = new ArrayList<>();
        if (!whole) {
            findings.add(note("the files that tell numbers of messages are too big to be fetched"));
        }
        if (!archive.err().isBlank()) {
            findings.add(note("not all files could be fetched: " + Tools.words(archive)));
        }
        DiskEvidence disk = inspect(FetchLines.body(archive));
        findings.addAll(0, translated(disk.findings(), ""));
        findings.addAll(owners());
        return Evidence.with(disk, directory, findings);
    }

    private DiskEvidence inspect(String base64) throws InterruptedException {
        Path base = null;
        try {
            base = Files.createTempDirectory("understudy-evidence");
            Path packed = base.resolve("archive");
            Path unpacked = Files.createDirectory(base.resolve("base"));
            Files.writeString(packed, base64, StandardCharsets.US_ASCII);
            String line = "base64 -d < " + Tools.quoted(packed.toString()) + " | tar -xz --no-same-owner -C "
                    + Tools.quoted(unpacked.toString());
            HostOutput output = HostShells.local().run(line, LIMIT);
            if (!output.succeeded()) {
                return unreadable("what was fetched could not be unpacked: " + Tools.failure(output));
            }
            DiskEvidence disk = inspector.inspect(unpacked.resolve(access.node().value()));
            return Evidence.with(disk, directory, translated(disk.findings(), unpacked.toString()));
        } catch (IOException e) {
            return unreadable("no place for its files here: " + e);
        } finally {
            if (base != null) {
                remove(base);
            }
        }
    }

    /** Paths as they are on the node's host; who owns the copies says nothing. */
    private List<Finding> translated(List<Finding> findings, String copies) {
        String dataBase = access.installation().dataBase();
        return findings.stream()
                .filter(finding -> copies.isEmpty() || finding.code() != Finding.Code.FOREIGN_OWNER)
                .map(finding -> copies.isEmpty()
                        ? finding
                        : new Finding(
                                finding.code(),
                                finding.severity(),
                                finding.file().replace(copies, dataBase),
                                finding.meaning().replace(copies, dataBase)))
                .toList();
    }

    private List<Finding> owners() throws InterruptedException {
        String owner = access.installation().owner();
        HostOutput output = access.shell().run(FetchLines.foreign(access), LIMIT);
        if (!output.succeeded()) {
            return List.of(note("whose files they are could not be told: " + Tools.failure(output)));
        }
        return output.out()
                .lines()
                .map(path -> new Finding(
                        Finding.Code.FOREIGN_OWNER,
                        Finding.Severity.OBSTACLE,
                        path,
                        "does not belong to " + owner + ": the broker would fail with eacces"))
                .toList();
    }

    private Finding note(String meaning) {
        return new Finding(Finding.Code.TABLE_NOT_READ, Finding.Severity.WARNING, directory, meaning);
    }

    private DiskEvidence unreadable(String meaning) {
        return Evidence.none(
                directory,
                new Finding(Finding.Code.DIRECTORY_UNREADABLE, Finding.Severity.OBSTACLE, directory, meaning));
    }

    private static void remove(Path base) {
        try (Stream<Path> paths = Files.walk(base)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            base.toFile().deleteOnExit();
        }
    }
}
