// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final Installation ODD =
            new Installation("/data dir", "start it", "stop it", "env HOME=/h /opt/rabbitmqctl", "mq");

    private final Commands commands = new Commands(NodeSnapshot.of(Clusters.A).withInstallation(ODD));

    @Test
    void theOtherToolsStandBesideTheFirst() {
        assertEquals(
                "env HOME=/h /opt/rabbitmqctl -n rabbit@hosta stop_app",
                commands.ctl("stop_app").text());
        assertEquals(
                "env HOME=/h /opt/rabbitmq-queues -n rabbit@hosta shrink x",
                commands.queues("shrink x").text());
    }

    @Test
    void pathsAreOneWord() {
        assertEquals(
                "rm -rf '/data dir/n-feature_flags' '/data dir/n-plugins-expand' '/data dir/n'",
                commands.wipe("/data dir/n").text());
        assertEquals("'it'\\''s'", Commands.quote("it's"));
    }
}
