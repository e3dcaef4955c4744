// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import java.util.ArrayList;
import java.util.List;

/**
 * One member of a quorum queue or stream on one node's disk.
 *
 * @param config the members by the last configuration in its log
 * @param configs how many configurations there were
 * @param log the messages, all committed or to be overwritten by a longer log
 */
record RaftMember(List<NodeName> config, int configs, List<Integer> log) {
    RaftMember {
        config = List.copyOf(config);
        log = List.copyOf(log);
    }

    static RaftMember of(List<NodeName> config) {
        return new RaftMember(config, 1, List.of());
    }

    /** By which a longer log is told: messages and configurations are entries alike. */
    int length() {
        return configs + log.size();
    }

    RaftMember withConfig(List<NodeName> newConfig) {
        return new RaftMember(newConfig, configs + 1, log);
    }

    RaftMember append(int message) {
        List<Integer> longer = new ArrayList<>(log);
        longer.add(message);
        return new RaftMember(config, configs, longer);
    }
}
