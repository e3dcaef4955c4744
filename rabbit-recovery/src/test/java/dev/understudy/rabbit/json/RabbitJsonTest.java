// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import static dev.understudy.rabbit.json.Examples.A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.RecoveryPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RabbitJsonTest {
    @Test
    void fullSnapshotComesBackAsItWas() throws Exception {
        String text = RabbitJson.write(Examples.snapshot());
        assertThat(RabbitJson.readSnapshot(text, "full")).isEqualTo(Examples.snapshot());
        assertThat(text).isEqualTo(golden("full-snapshot.json"));
    }

    @Test
    void emptySnapshotComesBackAsItWas() throws Exception {
        ClusterSnapshot snapshot = new ClusterSnapshot(List.of(NodeSnapshot.of(A)), PartitionHandling.UNKNOWN);
        assertThat(RabbitJson.readSnapshot(RabbitJson.write(snapshot), "empty")).isEqualTo(snapshot);
    }

    @Test
    void snapshotByHandNeedsOnlyNames() throws Exception {
        String text = "{\"schema\": \"understudy-snapshot/1\", \"nodes\": [{\"name\": \"rabbit@hosta\"}]}";
        assertThat(RabbitJson.readSnapshot(text, "hand"))
                .isEqualTo(new ClusterSnapshot(List.of(NodeSnapshot.of(A)), PartitionHandling.UNKNOWN));
    }

    @Test
    void installationByHandIsAsPackagedWhereNothingIsSaid() throws Exception {
        String text = """
                {"schema": "understudy-snapshot/1",
                 "nodes": [{"name": "rabbit@hosta", "installation": {"dataBase": "/srv"}}]}
                """;
        assertThat(RabbitJson.readSnapshot(text, "hand").nodes().get(0).installation())
                .satisfies(installation -> {
                    assertThat(installation.dataBase()).isEqualTo("/srv");
                    assertThat(installation.ctl()).isEqualTo("rabbitmqctl");
                });
    }

    @Test
    void evidenceComesBackAsItWas() throws Exception {
        assertThat(RabbitJson.readDisk(RabbitJson.write(Examples.disk()), "disk"))
                .isEqualTo(Examples.disk());
    }

    @Test
    void courseComesBackWithEveryActionAndCondition() throws Exception {
        Course course = Examples.course();
        assertThat(course.steps().stream().<Class<?>>map(step -> step.action().getClass()))
                .contains(Action.class.getPermittedSubclasses());
        assertThat(course.steps().get(0).before().stream().<Class<?>>map(Object::getClass))
                .contains(Condition.class.getPermittedSubclasses());
        String text = RabbitJson.write(course);
        assertThat(RabbitJson.readCourse(text, "course")).isEqualTo(course);
        assertThat(text)
                .startsWith("{\n  \"schema\" : \"understudy-course/1\",\n")
                .contains("\"type\" : \"start-together\"", "\"windowSeconds\" : 300.25", "\"limitSeconds\" : 90,");
    }

    @Test
    void plansComeBackAsTheyWere() throws Exception {
        RecoveryPlan plan =
                new RecoveryPlan(List.of("belief"), List.of("warning"), List.of(), List.of(Examples.course()));
        assertThat(RabbitJson.readPlan(RabbitJson.write(plan), "plan")).isEqualTo(plan);
        assertThat(RabbitJson.readPlan(RabbitJson.write(Examples.refused()), "plan"))
                .isEqualTo(Examples.refused());
    }

    private static String golden(String name) throws IOException {
        try (var in = RabbitJsonTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
