// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.Collection;
import java.util.stream.Collectors;

/** Small help for sentences. */
final class Words {
    private Words() {}

    static String list(Collection<?> things) {
        return things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
