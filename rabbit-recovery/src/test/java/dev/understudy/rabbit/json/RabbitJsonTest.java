// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import static dev.understudy.rabbit.json.Examples.A;
import static dev.understudy.rabbit.json.Examples.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.understudy.rabbit.Action;
import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Condition;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.Declaration;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.LiveEvidence;
import dev.understudy.rabbit.NodeSnapshot;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.QueueEvidence;
import dev.understudy.rabbit.RecoveryPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void theExampleOfTheDocumentIsASnapshot() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "rabbit-snapshot.md"));
        String example = page.split("```json\n")[1].split("```")[0];
        ClusterSnapshot snapshot = RabbitJson.readSnapshot(example, "rabbit-snapshot.md");
        assertThat(snapshot.nodes())
                .extracting(node -> node.name().value(), NodeSnapshot::state, NodeSnapshot::declaration)
                .containsExactly(
                        tuple("rabbit@hosta", NodeState.STOPPED, Declaration.EXPECTED),
                        tuple("rabbit@hostb", NodeState.UNREACHABLE, Declaration.LOST));
        assertThat(snapshot.nodes().get(0).disk().orElseThrow().peers().orElseThrow())
                .isEqualTo(Map.of(B, PeerEvent.UP));
    }

    /** Every property of a snapshot is in the document's tables. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                ClusterSnapshot.class,
                NodeSnapshot.class,
                Installation.class,
                DiskEvidence.class,
                LiveEvidence.class,
                QueueEvidence.class,
                Finding.class
            })
    void theDocumentNamesEveryProperty(Class<?> type) throws Exception {
        String page = Files.readString(Path.of("..", "docs", "rabbit-snapshot.md"));
        assertThat(type.getRecordComponents())
                .allSatisfy(component -> assertThat(page)
                        .containsPattern("`(nodes\\[\\]\\.)?" + component.getName() + "(\\[\\](\\.\\w+)?)?`"));
    }

    private static String golden(String name) throws IOException {
        try (var in = RabbitJsonTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aDocumentThatEndsAfterItsSchemaIsNone() {
        String message = assertThrows(
                        JsonFormatException.class,
                        () -> RabbitJson.readSnapshot("{\"schema\": \"understudy-snapshot/1\"}", "hand.json"))
                .getMessage();
        assertThat(message).startsWith("hand.json:1:").endsWith("expected more than the schema's name");
    }
}
