// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Objects;

/**
 * One form of document: its schema's name as the first property, then the properties of a record.
 *
 * @param schema the name
 * @param type the record
 */
record Document<T>(String schema, Class<T> type) {
    private static final int MAX_CHARS = 16_000_000;
    private static final ObjectMapper MAPPER = Mapper.create();

    String write(T value) {
        ObjectNode properties = MAPPER.valueToTree(Objects.requireNonNull(value, "value"));
        ObjectNode document = MAPPER.createObjectNode();
        document.put("schema", schema);
        document.setAll(properties);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + type.getSimpleName(), e);
        }
    }

    T read(String text, String source) throws JsonFormatException {
        if (text.length() > MAX_CHARS) {
            throw new JsonFormatException(source, 1, 1, "", "longer than " + MAX_CHARS + " characters");
        }
        try (JsonParser parser = MAPPER.createParser(text)) {
            enter(parser, source);
            T value = MAPPER.readValue(parser, type);
            if (parser.nextToken() != null) {
                throw Complaint.at(source, parser, "", "expected the end of the text, found more behind the document");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Complaint.of(source, e);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
    }

    /** Leaves the parser behind the schema's name, on the first property of the record. */
    private void enter(JsonParser parser, String source) throws IOException, JsonFormatException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw Complaint.at(source, parser, "", "expected an object with " + line() + " as its first property");
        }
        if (!"schema".equals(parser.nextFieldName())) {
            throw Complaint.at(source, parser, "", "expected " + line() + " as the first property");
        }
        if (!schema.equals(parser.nextTextValue())) {
            throw Complaint.at(source, parser, "schema", "expected \"" + schema + "\", found " + parser.getText());
        }
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            throw Complaint.at(source, parser, "", "expected more than the schema's name");
        }
    }

    private String line() {
        return "\"schema\": \"" + schema + "\"";
    }
}
