// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of one node.
 *
 * @param name its name
 * @param state what it answered
 * @param declaration what the operator says of it
 * @param version the version installed or running, if known
 * @param installation how to command it
 * @param disk what its data directory says, if that was looked at
 * @param live what it says of its cluster, if it runs
 * @param filesAt with {@link Declaration#FILES_ONLY}: where the copy of its data directory lies, on the host that is to take its place
 */
public record NodeSnapshot(
        NodeName name,
        NodeState state,
        Declaration declaration,
        Optional<RabbitVersion> version,
        Installation installation,
        Optional<DiskEvidence> disk,
        Optional<LiveEvidence> live,
        Optional<String> filesAt) {
    /** @throws IllegalArgumentException if files are declared without a place, or a place without files */
    public NodeSnapshot {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(declaration, "declaration");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(disk, "disk");
        Objects.requireNonNull(live, "live");
        Objects.requireNonNull(filesAt, "filesAt");
        if ((declaration == Declaration.FILES_ONLY) != filesAt.isPresent()) {
            throw new IllegalArgumentException(name + ": FILES_ONLY and filesAt go together");
        }
    }

    /** A node of which only the name is known, installed as packaged. */
    public static NodeSnapshot of(NodeName name) {
        return new NodeSnapshot(
                name,
                NodeState.UNKNOWN,
                Declaration.EXPECTED,
                Optional.empty(),
                Installation.packaged(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same with another state. */
    public NodeSnapshot withState(NodeState newState) {
        return new NodeSnapshot(name, newState, declaration, version, installation, disk, live, filesAt);
    }

    /** The same with another declaration; not for {@link Declaration#FILES_ONLY}, see {@link #withFilesAt}. */
    public NodeSnapshot withDeclaration(Declaration newDeclaration) {
        return new NodeSnapshot(name, state, newDeclaration, version, installation, disk, live, Optional.empty());
    }

    /** The same, declared {@link Declaration#FILES_ONLY}. */
    public NodeSnapshot withFilesAt(String place) {
        return new NodeSnapshot(
                name, state, Declaration.FILES_ONLY, version, installation, disk, live, Optional.of(place));
    }

    /** The same with a version. */
    public NodeSnapshot withVersion(RabbitVersion newVersion) {
        return new NodeSnapshot(name, state, declaration, Optional.of(newVersion), installation, disk, live, filesAt);
    }

    /** The same, installed otherwise. */
    public NodeSnapshot withInstallation(Installation newInstallation) {
        return new NodeSnapshot(name, state, declaration, version, newInstallation, disk, live, filesAt);
    }

    /** The same with what its directory says. */
    public NodeSnapshot withDisk(DiskEvidence newDisk) {
        return new NodeSnapshot(name, state, declaration, version, installation, Optional.of(newDisk), live, filesAt);
    }

    /** The same with what it says of its cluster. */
    public NodeSnapshot withLive(LiveEvidence newLive) {
        return new NodeSnapshot(name, state, declaration, version, installation, disk, Optional.of(newLive), filesAt);
    }
}
