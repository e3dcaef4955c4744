// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says in words of the document what Jackson says in words of Java. */
final class Complaint {
    private static final int MOST_SHOWN = 60;

    private Complaint() {}

    static JsonFormatException at(String source, JsonParser parser, String path, String problem) {
        JsonLocation place = parser.currentTokenLocation();
        return new JsonFormatException(source, place.getLineNr(), Math.max(1, place.getColumnNr()), path, problem);
    }

    /** For the readers of single values: what was expected where the parser stands. */
    static JsonMappingException mismatch(JsonParser parser, Class<?> type, String expected) throws IOException {
        return new Mismatch(parser, type, "expected " + expected + ", found " + found(parser));
    }

    static JsonMappingException mismatch(JsonParser parser, Class<?> type, String expected, String property)
            throws IOException {
        JsonMappingException mismatch = mismatch(parser, type, expected);
        mismatch.prependPath(type, property);
        return mismatch;
    }

    static String properties(Collection<?> names) {
        return "one of the properties " + names.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static JsonFormatException of(String source, JsonProcessingException error) {
        JsonLocation place = error.getLocation();
        int line = place == null ? 1 : place.getLineNr();
        int column = place == null ? 1 : place.getColumnNr();
        StreamReadException syntax = syntax(error);
        if (syntax != null) {
            String path = syntax.getProcessor() == null
                    ? ""
                    : path(syntax.getProcessor().getParsingContext());
            JsonLocation at = syntax.getLocation();
            return new JsonFormatException(
                    source,
                    at == null ? line : at.getLineNr(),
                    at == null ? column : at.getColumnNr(),
                    path,
                    "no JSON: " + firstLine(syntax.getOriginalMessage()).replaceFirst(" \\(start marker.*", ""));
        }
        return new JsonFormatException(source, line, column, path(error), problem(error));
    }

    private static StreamReadException syntax(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof StreamReadException syntax) {
                return syntax;
            }
        }
        return null;
    }

    private static String problem(JsonProcessingException error) {
        if (error instanceof Mismatch || !(error instanceof JsonMappingException)) {
            return firstLine(error.getOriginalMessage());
        }
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "expected "
                    + properties(new TreeSet<>(unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .toList())) + ", found \"" + unknown.getPropertyName() + "\"";
        }
        if (error instanceof InvalidNullException) {
            return "missing or null";
        }
        if (error instanceof InvalidTypeIdException type) {
            return type.getTypeId() == null
                    ? "\"type\" is missing"
                    : "unknown \"type\": \"" + shortened(type.getTypeId()) + "\"";
        }
        if (error instanceof ValueInstantiationException made && made.getCause() != null) {
            return firstLine(made.getCause().getMessage());
        }
        if (error instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null) {
            return "expected " + wanted(mismatched.getTargetType());
        }
        return firstLine(error.getOriginalMessage());
    }

    private static String wanted(Class<?> type) {
        if (type == String.class) {
            return "a string";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        } else if (type.getSimpleName().equals("OptionalLong")) {
            return "a whole number";
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }

    private static String found(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "an array";
            case VALUE_STRING, FIELD_NAME -> "\"" + shortened(parser.getText()) + "\"";
            default -> shortened(parser.getText());
        };
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
    }

    private static String firstLine(String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }

    private static String path(JsonProcessingException error) {
        if (!(error instanceof JsonMappingException mapping)) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            append(path, step.getFieldName(), step.getIndex());
        }
        return path.toString();
    }

    private static String path(JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return "";
        }
        StringBuilder path = new StringBuilder(path(context.getParent()));
        append(path, context.getCurrentName(), context.inArray() ? context.getCurrentIndex() : -1);
        return path.toString();
    }

    private static void append(StringBuilder path, String name, int index) {
        if (index >= 0) {
            path.append('[').append(index).append(']');
        } else if (name != null) {
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
    }

    private static final class Mismatch extends MismatchedInputException {
        private static final long serialVersionUID = 1L;

        Mismatch(JsonParser parser, Class<?> type, String message) {
            super(parser, message, parser.currentTokenLocation());
            setTargetType(type);
        }

        private void setTargetType(Class<?> type) {
            _targetType = type;
        }
    }
}
