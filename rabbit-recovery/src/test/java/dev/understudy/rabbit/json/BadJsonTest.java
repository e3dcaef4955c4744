// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row: what stands behind the schema's line (in line 2), and the whole message. */
@ExtendWith(SoftAssertionsExtension.class)
class BadJsonTest {
    private static final String HEAD = "{\"schema\": \"understudy-snapshot/1\",\n";

    static Stream<Arguments> rows() {
        return Stream.of(
                row("\"nodes\": []}", "t.json:2:12: a cluster has at least one node"),
                row("\"partitionHandling\": \"IGNORE\"}", "t.json:2:30: a cluster has at least one node"),
                row(
                        "\"nodes\": [{\"name\": \"rabbit\"}]}",
                        "t.json:2:20: nodes[0].name: expected a node name such as \"rabbit@hosta\", found \"rabbit\""),
                row(
                        "\"nodes\": [{\"name\": 3}]}",
                        "t.json:2:20: nodes[0].name: expected a node name such as \"rabbit@hosta\", found 3"),
                row("\"nodes\": [{\"name\": null}]}", "t.json:2:20: nodes[0].name: missing or null"),
                row("\"nodes\": [{}]}", "t.json:2:12: nodes[0].name: missing or null"),
                row("\"nodes\": [null]}", "t.json:2:11: nodes[0]: missing or null"),
                row("\"nodes\": {}}", "t.json:2:10: nodes: expected an array"),
                row("\"nodes\": \"a@b\"}", "t.json:2:10: nodes: expected an array"),
                row("\"nodes\": [\"a@b\"]}", "t.json:2:11: nodes[0]: expected an object"),
                row("\"nodes\": [{\"name\": \"a@b\"}, {\"name\": \"a@b\"}]}", "t.json:2:44: two nodes named a@b"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"nmae\": 1}]}",
                        "t.json:2:37: nodes[0].nmae: expected one of the properties declaration, disk, filesAt, installation, live, name, state, version, found \"nmae\""),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"name\": \"a@b\"}]}",
                        "t.json:2:33: nodes[0].name: no JSON: Duplicate field 'name'"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"state\": \"UP\"}]}",
                        "t.json:2:36: nodes[0].state: expected one of RUNNING, WAITING, APP_STOPPED, STOPPED, UNREACHABLE, UNKNOWN, found \"UP\""),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"state\": 0}]}",
                        "t.json:2:36: nodes[0].state: expected one of RUNNING, WAITING, APP_STOPPED, STOPPED, UNREACHABLE, UNKNOWN, found 0"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"version\": \"new\"}]}",
                        "t.json:2:38: nodes[0].version: expected a version such as \"3.10.8\", found \"new\""),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"declaration\": \"FILES_ONLY\"}]}",
                        "t.json:2:54: nodes[0]: a@b: FILES_ONLY and filesAt go together"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"filesAt\": 7}]}",
                        "t.json:2:38: nodes[0].filesAt: expected a string"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"installation\": {\"data\": \"/\"}}]}",
                        "t.json:2:44: nodes[0].installation.data: expected one of the properties dataBase, startCommand, stopCommand, ctl, owner, found \"data\""),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"installation\": {\"ctl\": 1}}]}",
                        "t.json:2:51: nodes[0].installation.ctl: expected a string, found 1"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"disk\": []}]}",
                        "t.json:2:35: nodes[0].disk: expected an object"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"disk\": {\"directory\": \"/\", \"peers\": 1}}]}",
                        "t.json:2:63: nodes[0].disk.peers: expected an object"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"disk\": {\"directory\": \"/\", \"peers\": {\"b\": \"UP\"}}}]}",
                        "t.json:2:64: nodes[0].disk.peers: expected a node name such as \"rabbit@hosta\" as the property, found \"b\""),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"disk\": {\"directory\": \"/\", \"forceLoad\": \"yes\"}}]}",
                        "t.json:2:67: nodes[0].disk.forceLoad: expected true or false"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"live\": {\"store\": \"MNESIA\", \"queues\": [{\"name\": \"q\"}]}}]}",
                        "t.json:2:75: nodes[0].live.queues[0].name: expected an object"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\", \"live\": {\"store\": \"MNESIA\", \"queues\": [{\"name\": {\"vhost\": \"/\","
                                + " \"name\": \"q\"}, \"kind\": \"QUORUM\", \"leader\": \"a@b\", \"messages\": \"many\"}]}}]}",
                        "t.json:2:151: nodes[0].live.queues[0].messages: expected a whole number"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\"}]",
                        "t.json:2:27: nodes: no JSON: Unexpected end-of-input: expected close marker for Object"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\"}]} x",
                        "t.json:2:29: no JSON: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"),
                row(
                        "\"nodes\": [{\"name\": \"a@b\"}]} {}",
                        "t.json:2:29: expected the end of the text, found more behind the document"),
                row(
                        "\"nodes\": [{\"name\": 'a@b'}]}",
                        "t.json:2:20: nodes[0].name: no JSON: Unexpected character (''' (code 39)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"));
    }

    private static Arguments row(String text, String message) {
        return Arguments.of(text, message);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThat(message(HEAD + text)).isEqualTo(message);
    }

    @Test
    void aDocumentBeginsWithItsSchema(SoftAssertions softly) {
        softly.assertThat(message(""))
                .isEqualTo(
                        "t.json:1:1: expected an object with \"schema\": \"understudy-snapshot/1\" as its first property");
        softly.assertThat(message("[]"))
                .isEqualTo(
                        "t.json:1:1: expected an object with \"schema\": \"understudy-snapshot/1\" as its first property");
        softly.assertThat(message("{\"nodes\": []}"))
                .isEqualTo("t.json:1:2: expected \"schema\": \"understudy-snapshot/1\" as the first property");
        softly.assertThat(message("{\"schema\": \"understudy-plan/1\"}"))
                .isEqualTo("t.json:1:12: schema: expected \"understudy-snapshot/1\", found understudy-plan/1");
    }

    @Test
    void whatIsTooLongOrTooDeepIsRefused(SoftAssertions softly) {
        softly.assertThat(message(" ".repeat(16_000_001))).isEqualTo("t.json:1:1: longer than 16000000 characters");
        softly.assertThat(message(HEAD + "\"nodes\": " + "[".repeat(100_000)))
                .isEqualTo("t.json:2:11: nodes[0]: expected an object");
    }

    @Test
    void actionsHaveTheirTypes(SoftAssertions softly) {
        String step =
                "{\"schema\": \"understudy-course/1\", \"id\": \"i\", \"title\": \"t\", \"steps\": [{\"number\": 1,\n";
        softly.assertThat(courseMessage(step + "\"action\": {\"type\": \"sing\"}}]}"))
                .isEqualTo("t.json:2:20: steps[0].action: unknown \"type\": \"sing\"");
        softly.assertThat(courseMessage(step + "\"action\": {}}]}"))
                .isEqualTo("t.json:2:12: steps[0].action: \"type\" is missing");
        softly.assertThat(courseMessage(step + "\"limitSeconds\": -1}]}"))
                .isEqualTo(
                        "t.json:2:17: steps[0].limitSeconds: expected a number of seconds from 0 to 1000000000, found -1");
        softly.assertThat(courseMessage(step + "\"limitSeconds\": 1e999999999}]}"))
                .isEqualTo(
                        "t.json:2:17: steps[0].limitSeconds: expected a number of seconds from 0 to 1000000000, found 1e999999999");
        softly.assertThat(courseMessage(step + "\"level\": 2}]}"))
                .isEqualTo("t.json:2:10: steps[0].level: expected one of SAFE, REDUNDANCY, DATA, FORCE, found 2");
        softly.assertThat(courseMessage(step.replace("1,\n", "1.5,\n") + "\"level\": \"SAFE\"}]}"))
                .isEqualTo("t.json:1:81: steps[0].number: expected a whole number");
    }

    private static String message(String text) {
        return catchThrowableOfType(JsonFormatException.class, () -> RabbitJson.readSnapshot(text, "t.json"))
                .getMessage();
    }

    private static String courseMessage(String text) {
        return catchThrowableOfType(JsonFormatException.class, () -> RabbitJson.readCourse(text, "t.json"))
                .getMessage();
    }
}
