// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.QueueName;
import dev.understudy.rabbit.observe.term.Term;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names as they stand in Erlang terms; what is none is left out. */
final class Names {
    private Names() {}

    static Optional<NodeName> node(String name) {
        try {
            return Optional.of(new NodeName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<NodeName> node(Term term) {
        return term.asAtom().flatMap(Names::node);
    }

    /** A list of atoms that all are node names, in its order. */
    static Optional<List<NodeName>> nodes(Term term) {
        List<Term> elements = term.asList().orElse(null);
        if (elements == null) {
            return Optional.empty();
        }
        List<NodeName> nodes =
                elements.stream().flatMap(element -> node(element).stream()).toList();
        return nodes.size() == elements.size() ? Optional.of(nodes) : Optional.empty();
    }

    static Set<NodeName> nodes(Collection<String> names) {
        Set<NodeName> nodes = new TreeSet<>();
        names.forEach(name -> node(name).ifPresent(nodes::add));
        return nodes;
    }

    /** {@code {resource, VHost, queue, Name}}. */
    static Optional<QueueName> queue(Term term) {
        if (!term.isRecord("resource", 4) || !term.element(3).orElseThrow().isAtom("queue")) {
            return Optional.empty();
        }
        Optional<String> name = term.element(4).flatMap(Term::asText);
        return term.element(2).flatMap(Term::asText).flatMap(vhost -> name.map(own -> new QueueName(vhost, own)));
    }
}
