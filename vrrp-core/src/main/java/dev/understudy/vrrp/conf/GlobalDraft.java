// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.Announcements;
import java.util.List;
import java.util.Optional;

/** What {@code global_defs} says that matters to a virtual router. Filled by {@link GlobalReader}. */
final class GlobalDraft {
    Optional<Integer> version = Optional.empty();
    boolean strict;
    boolean messageOnlyChecksum;
    boolean scriptSecurity;
    Optional<List<String>> scriptUser = Optional.empty();
    final GarpDraft garp = new GarpDraft();

    Announcements announcements() {
        return garp.over(Announcements.DEFAULT);
    }
}
