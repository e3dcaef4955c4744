// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.RecoveryPlan;
import dev.understudy.rabbit.host.HostShell;
import dev.understudy.rabbit.host.NodeAccess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The library's parts as the commands want them. */
final class RabbitLibrary {
    private RabbitLibrary() {}

    static RabbitParts parts() {
        return new RabbitParts(
                new NotConnected(),
                (snapshot, policy) -> {
                    throw missing();
                },
                new NotConnected(),
                new NotConnected(),
                new NotConnected(),
                System.getenv(),
                Clock.systemUTC());
    }

    private static UnsupportedOperationException missing() {
        return new UnsupportedOperationException("this part of rabbit-recovery is not built yet");
    }

    private static final class NotConnected
            implements RabbitParts.Eyes, RabbitParts.Text, RabbitParts.Hands, RabbitParts.Shells {
        @Override
        public DiskEvidence inspect(Path directory) {
            throw missing();
        }

        @Override
        public ClusterSnapshot observe(List<NodeAccess> nodes) {
            throw missing();
        }

        @Override
        public ClusterSnapshot readSnapshot(String text, String source) {
            throw missing();
        }

        @Override
        public String write(ClusterSnapshot snapshot) {
            throw missing();
        }

        @Override
        public String write(DiskEvidence evidence) {
            throw missing();
        }

        @Override
        public String write(RecoveryPlan plan) {
            throw missing();
        }

        @Override
        public RabbitParts.Ending run(RabbitParts.Order order, RabbitParts.Progress progress) {
            throw missing();
        }

        @Override
        public RabbitParts.Ending resume(
                Path journal, List<NodeAccess> nodes, RabbitConsent consent, RabbitParts.Progress progress) {
            throw missing();
        }

        @Override
        public HostShell local() {
            throw missing();
        }

        @Override
        public HostShell ssh(String destination) {
            throw missing();
        }

        @Override
        public HostShell prefix(List<String> words) {
            throw missing();
        }
    }
}
