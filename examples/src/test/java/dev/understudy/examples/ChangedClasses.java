// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Loads Understudy's classes a second time, one of them compiled from a source with a changed line. */
final class ChangedClasses extends ClassLoader {
    private static final String OURS = "dev.understudy.";

    private final Path changed;

    private ChangedClasses(Path changed) {
        super(ChangedClasses.class.getClassLoader());
        this.changed = changed;
    }

    /** Compiles a source in which a text, which must be there once, is another. */
    static ChangedClasses of(Path source, String text, String instead, Path directory) throws IOException {
        String code = Files.readString(source);
        if (!text.isEmpty()) {
            assertThat(code).containsOnlyOnce(text);
        }
        Path copy = directory.resolve(source.getFileName());
        Files.writeString(copy, text.isEmpty() ? code : code.replace(text, instead));
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-d",
                classes.toString(),
                copy.toString());
        assertThat(failed).isZero();
        return new ChangedClasses(classes);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        Path ours = changed.resolve(file);
        try (InputStream in = Files.exists(ours) ? Files.newInputStream(ours) : getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
