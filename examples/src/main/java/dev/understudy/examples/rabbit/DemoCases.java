// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import java.util.List;

/** The five cases (rabbit-recovery 1.3 to 1.9): what happened, and what better not to do. */
final class DemoCases {
    static final String CLUSTER = """
            Two nodes, rabbit@hosta and rabbit@hostb, RabbitMQ 3.10.8. Five durable queues:
              m.q        mirrored on both, master on hostb, the mirror on hosta synchronised
              mm.unsync  mirrored on both, master on hostb, the mirror on hosta never synchronised
              ca.q       not mirrored, on hosta
              cb.q       not mirrored, on hostb
              qq.q       a quorum queue with a member on both
            20 messages were published to each while both nodes were up. Where hosta stopped first, 10 more
            were published afterwards to what still took them: m.q, mm.unsync and cb.q.
            """;

    static final List<DemoCase> ALL = List.of(
            new DemoCase(1, "hosta stopped, then hostb; both can start again", """
                    hosta was shut down, hostb some time later. Both hosts are fine. Whoever starts hosta now sees it
                    wait for minutes and give up: hostb was the last one, and hosta knows that it may have missed
                    something.
                    """, """
                    force_boot on hosta. It boots at once and the cluster looks healthy. But when hostb comes back it
                    takes over hosta's older definitions: queues and users that were made after hosta had stopped are
                    gone, and nothing says so. Starting hostb first costs a few seconds and nothing else.
                    """),
            new DemoCase(2, "both lost power at the same moment", """
                    Neither node saw the other one go. So neither can know that it was the last one, and each waits for
                    the other: started alone, either of them gives up.
                    """, """
                    Starting one, waiting until it is up, then starting the other: the first never comes up. And
                    force_boot on one of them gives up what the other may have had more. Both started within a few
                    minutes of each other find each other, and everything is there.
                    """),
            new DemoCase(3, "hosta stopped, then hostb; hosta is lost", """
                    hosta's disk is gone for good; the operator says so with --lost rabbit@hosta. hostb was the last one
                    and has everything but what was only on hosta.
                    """, """
                    Forgetting hosta offline, while hostb is stopped. It works, but nothing needs it: hostb boots alone.
                    And letting the old hosta start again with its old disk, should it turn up: it is refused until its
                    data directory is emptied.
                    """),
            new DemoCase(4, "hosta stopped, then hostb; hostb is lost", """
                    hostb's disk is gone for good; the operator says so with --lost rabbit@hostb. hosta would wait for it
                    for ever. hosta has mirrors of the queues whose master was on hostb, as they were when hosta stopped.
                    """, """
                    force_boot on hosta, then forget_cluster_node. hosta boots, but every queue whose master was on hostb
                    is down, its synchronised mirrors included, and forgetting hostb on the running node then deletes
                    them all. Mirrors are promoted only by forget_cluster_node --offline, while hosta is stopped. With
                    force_boot m.q is lost; with the offline way its 20 messages are there.
                    And qq.q need not stay down: with an empty host that takes over the name rabbit@hostb, declared by
                    --rebuilt rabbit@hostb in place of --lost, the plan brings it back.
                    """),
            new DemoCase(5, "both hosts are lost; a copy of hostb's data directory exists", """
                    hosta is gone, hostb's host is gone, but its files were saved to /backup/rabbit@hostb on the host
                    that takes its place.
                    """, """
                    Copying the files to a new host and starting RabbitMQ under that host's own name. It starts without
                    an error, as a blank broker beside the old files: a data directory serves under the node name that
                    it was made with and no other. Renaming the directory does not help either; the name stands in the
                    files too. The new host has to take the name rabbit@hostb, with the files at the same path, owned by
                    the broker's user, with the feature flags file beside them, and the old cookie.
                    """));

    private DemoCases() {}
}
