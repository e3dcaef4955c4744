// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static void sh(Command command) throws Exception {
        Process process =
                new ProcessBuilder("sh", "-c", command.text()).inheritIO().start();
        assertEquals(0, process.waitFor(), command.text());
    }

    /** The data directory, or a place of files, as a link: what is made of it must be files of its own. */
    private static Path linked(Path directory) throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Files.writeString(real.resolve("schema.DAT"), "before");
        Files.writeString(directory.resolve("n-feature_flags"), "[].");
        return Files.createSymbolicLink(directory.resolve("n"), real);
    }

    @Test
    void aCopyOfADirectoryThatIsALinkIsACopy(@TempDir Path directory) throws Exception {
        Path link = linked(directory);
        Path copy = directory.resolve("copies/one");
        sh(commands.copy(link.toString(), copy.toString()));
        Files.writeString(link.resolve("schema.DAT"), "after");
        assertEquals("before", Files.readString(copy.resolve("n/schema.DAT")));
        assertEquals("[].", Files.readString(copy.resolve("n-feature_flags")));
    }

    @Test
    void aRestoredDirectoryIsNoLinkAndHasItsFeatureFlags(@TempDir Path directory) throws Exception {
        Path link = linked(directory);
        Path base = Files.createDirectory(directory.resolve("base"));
        String me = System.getProperty("user.name");
        Commands own = new Commands(NodeSnapshot.of(Clusters.A)
                .withInstallation(new Installation(base.toString(), "start", "stop", "rabbitmqctl", me)));
        sh(own.restore(link + "/", base.resolve("n").toString()));
        assertEquals("before", Files.readString(base.resolve("n/schema.DAT")));
        assertEquals(true, Files.isDirectory(base.resolve("n"), LinkOption.NOFOLLOW_LINKS));
        assertEquals("[].", Files.readString(base.resolve("n-feature_flags")));
    }
}
