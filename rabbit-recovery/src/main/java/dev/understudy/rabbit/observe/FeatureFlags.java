// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Finding.Code;
import dev.understudy.rabbit.observe.term.Term;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The enabled feature flags, which lie beside the node's directory (rabbit-recovery 3).
 *
 * @param names the flags
 * @param known whether the file could be read
 */
record FeatureFlags(Set<String> names, boolean known) {
    static final String SUFFIX = "-feature_flags";

    static FeatureFlags read(NodeDirectory directory, Findings findings) {
        Path file = directory.sibling(SUFFIX);
        StatusFile read = StatusFile.read(file);
        if (read instanceof StatusFile.Holds holds) {
            List<Term> flags = holds.term().asList().orElse(null);
            if (flags != null && flags.stream().allMatch(flag -> flag.asAtom().isPresent())) {
                Set<String> names = new TreeSet<>();
                flags.forEach(flag -> names.add(flag.asAtom().orElseThrow()));
                return new FeatureFlags(names, true);
            }
            read = StatusFile.wrong(holds.term(), "a list of feature flags");
        }
        if (read instanceof StatusFile.Unreadable unreadable) {
            findings.warning(
                    Code.FEATURE_FLAGS_UNREADABLE,
                    file,
                    unreadable.why() + ": which feature flags are enabled is not known");
        } else {
            findings.warning(
                    Code.FEATURE_FLAGS_MISSING,
                    file,
                    "is not there (from RabbitMQ 3.8 on it lies beside the node's directory and has to be restored with it):"
                            + " flags would come up disabled");
        }
        return new FeatureFlags(Set.of(), false);
    }
}
