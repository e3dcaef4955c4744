// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import java.time.Duration;

/** Names as the records have them; a duration has its unit in the name: {@code limitSeconds}. */
final class UnitNames extends PropertyNamingStrategy {
    private static final long serialVersionUID = 1L;

    @Override
    public String nameForField(MapperConfig<?> config, AnnotatedField field, String defaultName) {
        return name(field.getRawType(), defaultName);
    }

    @Override
    public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String defaultName) {
        return name(method.getRawReturnType(), defaultName);
    }

    @Override
    public String nameForConstructorParameter(
            MapperConfig<?> config, AnnotatedParameter parameter, String defaultName) {
        return name(parameter.getRawType(), defaultName);
    }

    private static String name(Class<?> type, String defaultName) {
        return type == Duration.class ? defaultName + "Seconds" : defaultName;
    }
}
