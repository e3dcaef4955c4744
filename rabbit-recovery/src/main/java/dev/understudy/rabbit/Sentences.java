// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One way of saying each class of a sealed family; a test compares it with the classes that are permitted. */
final class Sentences<T> {
    private final Map<Class<?>, Function<T, String>> table = new HashMap<>();

    <S extends T> Sentences<T> on(Class<S> kind, Function<S, String> sentence) {
        table.put(kind, thing -> sentence.apply(kind.cast(thing)));
        return this;
    }

    String say(T thing) {
        return table.get(thing.getClass()).apply(thing);
    }

    Set<Class<?>> kinds() {
        return table.keySet();
    }
}
