// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;

/** JSON without a form of its own, such as the answers of RabbitMQ's tools, as values of the JDK. Thread-safe. */
public final class JsonValues {
    private static final ObjectMapper MAPPER = Mapper.create();

    private JsonValues() {}

    /**
     * Reads one value: a {@code Map} of texts to values in their order, a {@code List}, a {@code String}, a {@code Number}, a {@code Boolean} or null.
     *
     * @param source names the text in errors
     * @throws JsonFormatException if the text is not one JSON value
     */
    public static Object read(String text, String source) throws JsonFormatException {
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() == null) {
                throw Complaint.at(source, parser, "", "expected JSON, found nothing");
            }
            Object value = MAPPER.readValue(parser, Object.class);
            if (parser.nextToken() != null) {
                throw Complaint.at(source, parser, "", "expected the end of the text, found more behind the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Complaint.of(source, e);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
    }

    /** Writes such a value on one line, without an end of line. */
    public static String write(Object value) {
        try {
            return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not made of maps, lists, texts, numbers and truth values: " + value, e);
        }
    }
}
