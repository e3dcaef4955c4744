// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.understudy.rabbit.Installation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An installation; what is not said of it is as packaged. */
final class InstallationReader extends StdDeserializer<Installation> {
    private static final long serialVersionUID = 1L;
    private static final List<String> NAMES = List.of("dataBase", "startCommand", "stopCommand", "ctl", "owner");

    InstallationReader() {
        super(Installation.class);
    }

    @Override
    public Installation deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw Complaint.mismatch(parser, Installation.class, "an object");
        }
        Map<String, String> given = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (!NAMES.contains(name)) {
                throw Complaint.mismatch(parser, Installation.class, Complaint.properties(NAMES), name);
            }
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw Complaint.mismatch(parser, Installation.class, "a string", name);
            }
            given.put(name, parser.getText());
        }
        Installation standard = Installation.packaged();
        return new Installation(
                given.getOrDefault("dataBase", standard.dataBase()),
                given.getOrDefault("startCommand", standard.startCommand()),
                given.getOrDefault("stopCommand", standard.stopCommand()),
                given.getOrDefault("ctl", standard.ctl()),
                given.getOrDefault("owner", standard.owner()));
    }

    @Override
    public Object getEmptyValue(DeserializationContext context) {
        return Installation.packaged();
    }
}
