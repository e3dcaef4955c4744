// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.understudy.rabbit.ConsentLevel;
import dev.understudy.rabbit.Declaration;
import dev.understudy.rabbit.Finding;
import dev.understudy.rabbit.Installation;
import dev.understudy.rabbit.Loss;
import dev.understudy.rabbit.MetadataStore;
import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.PartitionHandling;
import dev.understudy.rabbit.PeerEvent;
import dev.understudy.rabbit.QueueKind;
import dev.understudy.rabbit.RabbitVersion;
import dev.understudy.rabbit.Refusal;
import dev.understudy.rabbit.Shutdown;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values that are one word or number in JSON. */
final class Words extends SimpleModule {
    private static final long serialVersionUID = 1L;

    Words() {
        super("understudy-words");
        word(NodeName.class, NodeName::new, "a node name such as \"rabbit@hosta\"", null);
        word(RabbitVersion.class, RabbitVersion::parse, "a version such as \"3.10.8\"", null);
        addKeyDeserializer(NodeName.class, new NodeNameKey());
        addSerializer(Duration.class, new Seconds.Writer());
        addDeserializer(Duration.class, new Seconds.Reader());
        addDeserializer(Installation.class, new InstallationReader());
        constants(NodeState.class, NodeState.UNKNOWN);
        constants(Declaration.class, Declaration.EXPECTED);
        constants(PartitionHandling.class, PartitionHandling.UNKNOWN);
        constants(Shutdown.class, Shutdown.UNKNOWN);
        constants(MetadataStore.class, null);
        constants(PeerEvent.class, null);
        constants(QueueKind.class, null);
        constants(ConsentLevel.class, null);
        constants(Finding.Code.class, null);
        constants(Finding.Severity.class, null);
        constants(Loss.Kind.class, null);
        constants(Refusal.Code.class, null);
    }

    private <E extends Enum<E>> void constants(Class<E> type, E absent) {
        String expected = "one of "
                + Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        word(type, name -> Enum.valueOf(type, name), expected, absent);
    }

    private <T> void word(Class<T> type, Function<String, T> parse, String expected, T absent) {
        addSerializer(type, new Writer<>());
        addDeserializer(type, new Reader<>(type, parse, expected, absent));
    }

    private static final class Writer<T> extends JsonSerializer<T> {
        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
    }

    private static final class Reader<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;
        private final String expected;
        private final transient T absent;

        Reader(Class<T> type, Function<String, T> parse, String expected, T absent) {
            super(type);
            this.parse = parse;
            this.expected = expected;
            this.absent = absent;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw Complaint.mismatch(parser, handledType(), expected);
            }
            try {
                return parse.apply(parser.getText());
            } catch (IllegalArgumentException e) {
                throw Complaint.mismatch(parser, handledType(), expected);
            }
        }

        @Override
        public Object getEmptyValue(DeserializationContext context) {
            return absent;
        }
    }

    private static final class NodeNameKey extends KeyDeserializer {
        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            try {
                return new NodeName(key);
            } catch (IllegalArgumentException e) {
                throw Complaint.mismatch(
                        context.getParser(), NodeName.class, "a node name such as \"rabbit@hosta\" as the property");
            }
        }
    }
}
