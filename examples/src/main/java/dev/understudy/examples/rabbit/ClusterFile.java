// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.NodeName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The file of {@code --cluster}: which nodes there are, how they are reached, how RabbitMQ is installed on them. JSON:
 *
 * <pre>{@code
 * {
 *   "installation": {"owner": "rabbitmq"},
 *   "nodes": {
 *     "rabbit@hosta": {"access": "ssh:root@hosta"},
 *     "rabbit@hostb": {"access": "cmd:docker exec rmqb sh -c", "installation": {"dataBase": "/data/mnesia"}}
 *   }
 * }
 * }</pre>
 *
 * {@code access} is {@code local} if left out; the texts of an installation are {@code dataBase}, {@code startCommand}, {@code stopCommand},
 * {@code ctl} and {@code owner}, those of a node before those of all before the package's. Any other word is an error.
 *
 * @param accesses how each node is reached, not yet checked
 * @param installations of each node
 */
record ClusterFile(Map<NodeName, String> accesses, Map<NodeName, Installation> installations) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static ClusterFile read(Path file) throws BadInput {
        String source = "--cluster " + file;
        JsonNode root;
        try {
            root = JSON.readTree(TextFiles.text("--cluster", file));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            throw new BadInput(source + where + ": not JSON: " + e.getOriginalMessage());
        }
        object(source, root, Set.of("installation", "nodes"));
        Installation all = installation(source, root.get("installation"), Installation.packaged());
        JsonNode nodes = root.get("nodes");
        if (nodes == null || !nodes.isObject() || nodes.isEmpty()) {
            throw new BadInput(source + ": \"nodes\" is missing (expected an object with a node for each name)");
        }
        Map<NodeName, String> accesses = new TreeMap<>();
        Map<NodeName, Installation> installations = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : nodes.properties()) {
            NodeName name = Names.node(source, entry.getKey());
            String place = source + ": " + name;
            object(place, entry.getValue(), Set.of("access", "installation"));
            accesses.put(name, text(place, entry.getValue(), "access", "local"));
            installations.put(name, installation(place, entry.getValue().get("installation"), all));
        }
        return new ClusterFile(accesses, installations);
    }

    private static Installation installation(String source, JsonNode node, Installation or) throws BadInput {
        if (node == null) {
            return or;
        }
        object(source + ": installation", node, Set.of("dataBase", "startCommand", "stopCommand", "ctl", "owner"));
        return new Installation(
                text(source, node, "dataBase", or.dataBase()),
                text(source, node, "startCommand", or.startCommand()),
                text(source, node, "stopCommand", or.stopCommand()),
                text(source, node, "ctl", or.ctl()),
                text(source, node, "owner", or.owner()));
    }

    private static void object(String source, JsonNode node, Set<String> words) throws BadInput {
        if (!node.isObject()) {
            throw new BadInput(source + ": expected an object");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!words.contains(field.getKey())) {
                throw new BadInput(
                        source + ": unknown word \"" + field.getKey() + "\" (expected " + new TreeSet<>(words) + ")");
            }
        }
    }

    private static String text(String source, JsonNode node, String field, String or) throws BadInput {
        JsonNode value = node.get(field);
        if (value == null) {
            return or;
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new BadInput(source + ": \"" + field + "\" is not a text");
        }
        return value.textValue();
    }
}
