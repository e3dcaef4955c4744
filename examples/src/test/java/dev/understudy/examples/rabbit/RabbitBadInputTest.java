// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.examples.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be used ends with 2 and a line that names the option or file, and what was expected. */
class RabbitBadInputTest {
    private static final String CASE = "plan;--snapshot;" + Fakes.bundled(1);

    private final Fakes world = new Fakes();

    @TempDir
    private Path temporary;

    private void refused(CommandRun run, String... words) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(RabbitExit.BAD_INPUT);
        assertThat(run.err()).contains(words);
        assertThat(world.orders).isEmpty();
    }

    private CommandRun run(String words) {
        String[] all = words.split(";");
        Object[] arguments = new Object[all.length - 1];
        System.arraycopy(all, 1, arguments, 0, arguments.length);
        return world.run(all[0], arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plan | nothing to plan from
            recover | nothing to plan from
            snapshot | no node to look at
            plan;--snapshot;none.json | --snapshot none.json: does not exist
            plan;--snapshot;src | --snapshot src: is a directory
            plan;--snapshot;pom.xml | --snapshot pom.xml:1:1
            plan;--dir;/copies/nobody | --dir /copies/nobody
            plan;--dir;/a/rabbit@hosta;--dir;/b/rabbit@hosta | a second directory of rabbit@hosta
            plan;--dir;/a/rabbit@hosta;--rabbitmq-version;new | --rabbitmq-version
            snapshot;--node;hosta | --node
            snapshot;--node;rabbit@hosta;--node;rabbit@hosta=ssh:x | rabbit@hosta is given twice
            snapshot;--node;rabbit@hosta=ssh: | expected local, ssh:DESTINATION or cmd:WORDS
            snapshot;--node;rabbit@hosta=ssh:-oProxyCommand=x | expected local, ssh:DESTINATION or cmd:WORDS
            snapshot;--node;rabbit@hosta=telnet:x | 'telnet:x' is no way to a host
            snapshot;--cluster;none.json | --cluster none.json: does not exist
            demo;--case;6 | --case 6: expected 1 to 5
            inspect;/copies/empty | no node's files
            inspect | DIR
            recover;--resume;none | --resume none: no such file
            """)
    void isNamed(String words, String expected) {
        refused(run(words), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --lost;rabbit@nobody | --lost rabbit@nobody: no such node; known are [rabbit@hosta, rabbit@hostb]
            --lost;hosta | --lost
            --lost;rabbit@hosta;--rebuilt;rabbit@hosta | --rebuilt rabbit@hosta: declared twice
            --files;rabbit@hosta | --files: 'rabbit@hosta' is not NODE=PATH
            --files;rabbit@hosta= | is not NODE=PATH
            --winner;rabbit@hostc | --winner rabbit@hostc: no such node
            --start-first;rabbit@hostc | --start-first rabbit@hostc: no such node
            --course;other | --course other: no such way; there are start-in-order
            --dir;/a/rabbit@hosta | --snapshot and --dir
            --unknown | Unknown option
            """)
    void isNamedForAGoodSnapshot(String words, String expected) {
        refused(run(CASE + ";" + words), expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "level=4", "level=", "queues=/:x", "yes"})
    void thereIsNoWordOfConsentForAll(String word) {
        refused(
                world.run("recover", "--snapshot", Fakes.bundled(4), "--node", "rabbit@hosta", "--consent", word),
                "--consent: '" + word + "'",
                "queue=...");
    }

    @Test
    void nodesThatCannotBeReachedAreNamed() {
        refused(
                world.run("recover", "--snapshot", Fakes.bundled(1), "--node", "rabbit@hosta"),
                "commands for rabbit@hostb",
                "--node NODE=ACCESS");
    }

    @Test
    void aJournalIsNotWrittenOver() throws IOException {
        Path journal = Files.writeString(temporary.resolve("journal"), "");
        refused(
                world.run(
                        "recover",
                        "--snapshot",
                        Fakes.bundled(1),
                        "--node",
                        "rabbit@hosta",
                        "--node",
                        "rabbit@hostb",
                        "--journal",
                        journal),
                "--journal " + journal + ": exists already",
                "--resume");
    }

    @Test
    void resumeTakesItsCourseFromTheJournal() throws IOException {
        Path journal = Files.writeString(temporary.resolve("journal"), "");
        refused(world.run("recover", "--resume", journal, "--course", "x"), "--resume", "--course");
        refused(world.run("recover", "--resume", journal), "--node NODE[=ACCESS]");
        assertThat(world.resumed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [ | :1:
            {} | "nodes" is missing
            {"nodes": {}} | "nodes" is missing
            {"nodes": {"hosta": {}}} | hosta
            {"nodes": {"rabbit@hosta": 1}} | rabbit@hosta: expected an object
            {"nodes": {"rabbit@hosta": {"acess": "local"}}} | unknown word "acess" (expected [access, installation])
            {"nodes": {"rabbit@hosta": {"access": 1}}} | "access" is not a text
            {"nodes": {"rabbit@hosta": {"access": "x"}}} | 'x' is no way to a host
            {"nodes": {"rabbit@hosta": {}, "rabbit@hosta": {}}} | not JSON
            {"nodes": {"rabbit@hosta": {"installation": {"owner": ""}}}} | "owner" is not a text
            """)
    void aClusterFileIsReadStrictly(String text, String expected) throws IOException {
        Path file = Files.writeString(temporary.resolve("cluster.json"), text);
        refused(world.run("snapshot", "--cluster", file), "--cluster " + file, expected);
    }

    @Test
    void anEmptyClusterFileIsRefused() throws IOException {
        Path file = Files.writeString(temporary.resolve("cluster.json"), "");
        refused(world.run("snapshot", "--cluster", file), "--cluster " + file);
    }

    @Test
    void aGoodClusterFileIsRead() throws IOException {
        Path file = Files.writeString(
                temporary.resolve("cluster.json"),
                "{\"installation\": {\"owner\": \"mq\"}, \"nodes\": {\"rabbit@hosta\": {}, \"rabbit@hostb\":"
                        + " {\"access\": \"ssh:root@hostb\", \"installation\": {\"dataBase\": \"/data\"}}}}");
        assertThat(world.run("snapshot", "--cluster", file).exitCode()).isZero();
        assertThat(world.looked)
                .extracting(node -> node.installation().dataBase() + " "
                        + node.installation().owner())
                .containsExactly("/var/lib/rabbitmq/mnesia mq", "/data mq");
    }
}
