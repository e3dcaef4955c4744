// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import dev.understudy.rabbit.json.JsonFormatException;
import dev.understudy.rabbit.json.JsonValues;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One line of a journal: what happened, to which step (0 where it concerns none), and more by name. */
record JournalLine(JournalEvent event, int step, Map<String, Object> more) {
    private static final String EVENT = "event";
    private static final String STEP = "step";

    /**
     * Reads a line.
     *
     * @param source names it in errors
     * @throws JournalException if it is none
     */
    static JournalLine parse(String text, String source) throws JournalException {
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            if (JsonValues.read(text, source) instanceof Map<?, ?> read) {
                read.forEach((key, value) -> values.put((String) key, value));
            }
        } catch (JsonFormatException e) {
            throw new JournalException(e.getMessage() + ": the journal is damaged", e);
        }
        Object word = values.remove(EVENT);
        Optional<JournalEvent> event = Arrays.stream(JournalEvent.values())
                .filter(known -> known.name().equals(word))
                .findFirst();
        Object step = values.remove(STEP);
        if (event.isEmpty() || !(step == null || step instanceof Integer)) {
            throw new JournalException(source + ": expected an event of a journal, found " + text);
        }
        return new JournalLine(event.get(), step == null ? 0 : (Integer) step, values);
    }

    /** The text value of this name, if there is one. */
    Optional<String> text(String name) {
        return Optional.ofNullable(more.get(name)).map(Object::toString);
    }

    /** As one line of text, with its end. */
    String line() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(EVENT, event.name());
        if (step > 0) {
            values.put(STEP, step);
        }
        values.putAll(more);
        return JsonValues.write(values) + "\n";
    }
}
