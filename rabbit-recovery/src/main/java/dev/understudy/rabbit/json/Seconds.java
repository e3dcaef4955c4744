// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;

/** Durations as seconds, with as many decimals as they have, down to a nanosecond. */
final class Seconds {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);

    private Seconds() {}

    static final class Writer extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (value.getNano() == 0) {
                json.writeNumber(value.getSeconds());
            } else {
                json.writeNumber(BigDecimal.valueOf(value.getSeconds())
                        .add(BigDecimal.valueOf(value.getNano(), 9))
                        .stripTrailingZeros());
            }
        }
    }

    static final class Reader extends StdScalarDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String expected = "a number of seconds from 0 to " + MOST;
            if (!parser.currentToken().isNumeric()) {
                throw Complaint.mismatch(parser, Duration.class, expected);
            }
            BigDecimal seconds = parser.getDecimalValue();
            // Compared before anything is computed: 1e999999999 has more digits than fit.
            if (seconds.signum() < 0 || seconds.compareTo(MOST) > 0 || seconds.scale() > 9) {
                throw Complaint.mismatch(parser, Duration.class, expected);
            }
            return Duration.ofSeconds(0, seconds.movePointRight(9).longValue());
        }
    }
}
