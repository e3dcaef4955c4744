// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import static dev.understudy.rabbit.observe.Recorded.A;
import static dev.understudy.rabbit.observe.Recorded.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.PartitionHandling;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private static final String STATUS = """
            {"disk_nodes": ["rabbit@hostb"], "ram_nodes": ["rabbit@hosta"], "running_nodes": ["rabbit@hosta"],
             "partitions": %s, "versions": {}, "feature_flags": [%s]}
            """;

    @Test
    void partitionsAndMembersWithoutADisc() throws Exception {
        Answers.Cluster cluster = Answers.cluster(
                STATUS.formatted("{\"rabbit@hosta\": [\"rabbit@hostb\"], \"rabbit@hostb\": [\"rabbit@hosta\"]}", ""));
        assertThat(cluster.partitions()).isEqualTo(Map.of(A, Set.of(B), B, Set.of(A)));
        assertThat(cluster.disc()).containsExactly(B);
        assertThat(cluster.ram()).containsExactly(A);
        assertThat(Answers.cluster(STATUS.formatted("[]", "")).partitions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"khepri_db, enabled, KHEPRI", "khepri_db, disabled, MNESIA", "quorum_queue, enabled, MNESIA"})
    void theStoreIsAFeatureFlag(String name, String state, MetadataStore store) throws Exception {
        String flag = "{\"name\": \"" + name + "\", \"state\": \"" + state + "\"}";
        assertThat(Answers.cluster(STATUS.formatted("{}", flag)).store()).isEqualTo(store);
    }

    @ParameterizedTest
    @CsvSource({"pause_minority, PAUSE_MINORITY", "autoheal, AUTOHEAL", "pause_if_all_down, UNKNOWN"})
    void partitionHandling(String word, PartitionHandling handling) throws Exception {
        String answer = "{\"result\": \"ok\", \"value\": {\"handling\": \"" + word + "\", \"queues\": []}}";
        assertThat(Answers.definitions(answer, A).handling()).isEqualTo(handling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Error",
                "[]",
                "{}",
                "{\"value\": 1}",
                "{\"value\": {\"queues\": {}}}",
                "{\"value\": {\"queues\": [{}]}}"
            })
    void whatIsNotUnderstoodIsSaid(String answer) {
        assertThatThrownBy(() -> Answers.definitions(answer, A)).isInstanceOf(Answers.NotUnderstood.class);
    }

    @Test
    void aKindOfQueueThatIsNotKnownIsNotTakenForAnother() {
        String row = """
                {"type": "rabbit_mqtt_qos0_queue", "leader": "rabbit@hosta", "synchronised": [], "members": [],
                 "recoverable": [], "mirrors": [], "policy": "", "vhost": "/", "name": "q"}
                """;
        String answer = "{\"value\": {\"handling\": \"ignore\", \"queues\": [" + row + "]}}";
        assertThatThrownBy(() -> Answers.definitions(answer, A))
                .hasMessage("a type of queue that is not known: rabbit_mqtt_qos0_queue");
    }

    @Test
    void queuesThatDoNotAnswerHaveNoNumber() throws Exception {
        String rows = "[{\"name\": \"a\", \"messages\": 3}, {\"name\": \"b\", \"messages\": \"\"}]";
        assertThat(Answers.messages(rows)).isEqualTo(Map.of("a", 3L));
        assertThat(Answers.version("banner\n4.0.5\n").map(Object::toString)).contains("4.0.5");
        assertThat(List.of(Answers.version(""), Answers.version("Error"))).allMatch(java.util.Optional::isEmpty);
    }
}
