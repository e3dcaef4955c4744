// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.observe.Answers.NotUnderstood;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The properties of a JSON object, looked at with suspicion. */
record Fields(Map<?, ?> map) {
    static Fields of(Object value) throws NotUnderstood {
        if (value instanceof Map<?, ?> object) {
            return new Fields(object);
        }
        throw new NotUnderstood("expected an object, found " + value);
    }

    Object get(String name) {
        return map.get(name);
    }

    String text(String name) throws NotUnderstood {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new NotUnderstood("expected a text as \"" + name + "\", found " + map.get(name));
    }

    List<?> list(String name) throws NotUnderstood {
        return asList(map.get(name));
    }

    /** An object; Erlang's empty list, which may stand for it, included. */
    Fields object(String name) throws NotUnderstood {
        Object value = map.get(name);
        return value instanceof List<?> list && list.isEmpty() ? new Fields(Map.of()) : of(value);
    }

    List<Map.Entry<String, Object>> entries() {
        List<Map.Entry<String, Object>> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(Map.entry(String.valueOf(key), value)));
        return entries;
    }

    static List<?> asList(Object value) throws NotUnderstood {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new NotUnderstood("expected an array, found " + value);
    }

    static Set<NodeName> nodes(Object value) throws NotUnderstood {
        Set<NodeName> nodes = new TreeSet<>();
        for (Object name : asList(value)) {
            nodes.add(node(name));
        }
        return nodes;
    }

    static NodeName node(Object name) throws NotUnderstood {
        try {
            return new NodeName(String.valueOf(name));
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood(e.getMessage());
        }
    }
}
