// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.model;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.RabbitVersion;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A host with one node on it: the name it starts under, and the directories that lie in its base. */
final class VirtualNode {
    final NodeName name;
    RabbitVersion installed;
    String cookie = "cookie";
    String basePath = "/var/lib/rabbitmq/mnesia";
    Vm vm = Vm.STOPPED;
    /** By directory name; the one with the node's name is used, the others lie beside it (rabbit-recovery 1.9). */
    final Map<NodeName, Disk> directories = new TreeMap<>();
    /** Running nodes that this one ran partitioned from and does not talk to, though the network is whole. */
    final Set<NodeName> parted = new TreeSet<>();
    /** Why the last boot failed. */
    String failure = "";

    VirtualNode(NodeName name, RabbitVersion installed) {
        this.name = name;
        this.installed = installed;
    }

    VirtualNode copy() {
        VirtualNode copy = new VirtualNode(name, installed);
        copy.cookie = cookie;
        copy.basePath = basePath;
        copy.vm = vm;
        directories.forEach((directory, disk) -> copy.directories.put(directory, disk.copy()));
        copy.parted.addAll(parted);
        copy.failure = failure;
        return copy;
    }

    /** The directory that it uses, or null before its first start. */
    Disk disk() {
        return directories.get(name);
    }

    boolean running() {
        return vm == Vm.RUNNING;
    }

    void bootFailed(String why) {
        vm = Vm.STOPPED;
        failure = "BOOT FAILED: " + why;
    }
}
