// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.HostOutput.End;
import dev.understudy.rabbit.host.HostShell;
import dev.understudy.rabbit.host.NodeAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A host that gives recorded answers: to the line with a given part, the first that fits. All else is not there (127). */
final class Recorded implements HostShell {
    static final NodeName A = new NodeName("rabbit@hosta");
    static final NodeName B = new NodeName("rabbit@hostb");

    private final Map<String, HostOutput> answers = new LinkedHashMap<>();
    final List<String> lines = new ArrayList<>();

    Recorded on(String part, int status, String text) {
        answers.put(part, new HostOutput(End.EXITED, status, status == 0 ? text : "", status == 0 ? "" : text));
        return this;
    }

    Recorded on(String part, HostOutput output) {
        answers.put(part, output);
        return this;
    }

    /** All that a running node is asked. */
    static Recorded running(String version, String when) {
        return new Recorded()
                .on("check_running", 0, file(version, "up-check"))
                .on("cluster_status", 0, file(version, when + "-cluster"))
                .on("list_queues -p '/'", 0, file(version, when + "-queues"))
                .on("list_users", 0, file(version, when + "-users"))
                .on("list_vhosts", 0, file(version, when + "-vhosts"))
                .on("eval", 0, file(version, when + "-definitions"));
    }

    NodeAccess access(NodeName node) {
        return new NodeAccess(node, Installation.packaged(), this);
    }

    static String file(String version, String name) {
        try (InputStream in = Recorded.class.getResourceAsStream(version + "/" + name + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized HostOutput run(String line, Duration limit) {
        lines.add(line);
        return answers.entrySet().stream()
                .filter(entry -> line.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new HostOutput(End.EXITED, 127, "", "not found"));
    }

    @Override
    public String describe() {
        return "recorded";
    }
}
