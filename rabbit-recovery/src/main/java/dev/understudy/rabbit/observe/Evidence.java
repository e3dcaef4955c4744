// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.Shutdown;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Variations of disk evidence. */
final class Evidence {
    private Evidence() {}

    static DiskEvidence with(DiskEvidence disk, String directory, List<Finding> findings) {
        return new DiskEvidence(
                directory,
                disk.members(),
                disk.discMembers(),
                disk.runningAtShutdown(),
                disk.peers(),
                disk.shutdown(),
                disk.store(),
                disk.version(),
                disk.forceLoad(),
                disk.featureFlags(),
                disk.queues(),
                disk.users(),
                disk.vhosts(),
                findings);
    }

    /** Of a directory that could not be looked at: nothing but why. */
    static DiskEvidence none(String directory, Finding finding) {
        return new DiskEvidence(
                directory,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Shutdown.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                false,
                Set.of(),
                List.of(),
                Set.of(),
                Set.of(),
                List.of(finding));
    }
}
