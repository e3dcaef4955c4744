// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where classes come from, for a JVM started with the same ones; right also when this JVM has them in a patched module. */
public final class ClassPath {
    private ClassPath() {}

    /** A class path with the directories and jars of these classes. */
    public static String of(Class<?>... classes) {
        return Arrays.stream(classes)
                .map(ClassPath::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        URL resource = type.getResource(file);
        String url = resource.toString();
        String root = url.substring(0, url.length() - file.length());
        if (root.startsWith("jar:")) {
            root = root.substring("jar:".length(), root.length() - "!".length());
        }
        return Path.of(URI.create(root)).toString();
    }
}
