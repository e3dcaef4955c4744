// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeState;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A node of the virtual world: its VM, its membership, and which paths its host has, with their owners. */
final class FakeNode {
    final NodeName name;
    NodeState state = NodeState.STOPPED;
    /** What the VM is going to be, once so much of the world's time has passed. */
    NodeState next;

    long nextAtNanos;
    boolean parted;
    final Set<NodeName> members = new TreeSet<>();
    final Map<String, String> paths = new TreeMap<>();

    FakeNode(NodeName name) {
        this.name = name;
    }

    String directory() {
        return "/var/lib/rabbitmq/mnesia/" + name;
    }

    void become(NodeState later, long atNanos) {
        next = later;
        nextAtNanos = atNanos;
    }

    NodeState at(long nanos) {
        if (next != null && nanos >= nextAtNanos) {
            state = next;
            next = null;
        }
        return state;
    }

    /** All that a resumed run must leave as an undisturbed one does. */
    String describe() {
        return name + " " + (next == null ? state : next) + " " + members + " " + paths + (parted ? " parted" : "");
    }
}
