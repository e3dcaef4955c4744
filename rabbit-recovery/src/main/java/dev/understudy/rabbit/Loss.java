// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Something that a step gives up, named so that consent can name it too.
 *
 * @param kind what sort of loss
 * @param subject what is lost: a queue as virtual host, colon, name; a user; a node
 * @param messages about how many messages, if that can be told
 * @param why in words
 */
public record Loss(Kind kind, String subject, OptionalLong messages, String why) {
    public Loss {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(messages, "messages");
        Objects.requireNonNull(why, "why");
    }

    /** By which consent names it: {@code queue=/:orders}. */
    public String id() {
        return kind.word + "=" + subject;
    }

    @Override
    public String toString() {
        return id() + (messages.isPresent() ? " (about " + messages.getAsLong() + " messages)" : "") + ": " + why;
    }

    /** The sorts of losses. */
    public enum Kind {
        /** The queue with its bindings and contents will not exist any more. */
        QUEUE("queue"),
        /** The queue comes back with older contents than another, given up, node has or may have. */
        STALE("stale"),
        /** The queue exists and does not answer: it has no majority or no master. Its contents are not deleted. */
        UNAVAILABLE("unavailable"),
        /** A user that only a node given up knows. */
        USER("user"),
        /** A virtual host that only a node given up knows. */
        VHOST("vhost"),
        /** The contents of a node's data directory, which is emptied (a copy is made before). */
        DISK("disk"),
        /** Two parts of the cluster may each take themselves for the whole if this node ever comes back. */
        SPLIT("split"),
        /**
         * The blind spot: what was created or published elsewhere after this node stopped or lost sight of the others; with Khepri, what this
         * lost node had. Nobody can list it.
         */
        UNSEEN("unseen");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word before the equals sign of {@link Loss#id()}. */
        public String word() {
            return word;
        }
    }
}
