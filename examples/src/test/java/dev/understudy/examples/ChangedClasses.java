// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The project's classes, loaded anew with one of them changed: shows that a test would notice a broken rule. */
final class ChangedClasses extends ClassLoader {
    private final String changed;
    private final byte[] bytes;

    private ChangedClasses(String changed, byte[] bytes) {
        super(ChangedClasses.class.getClassLoader());
        this.changed = changed;
        this.bytes = bytes;
    }

    /** Compiles another source for a class. */
    static ChangedClasses with(String className, String source) throws IOException {
        Path classes = Files.createTempDirectory("changed-classes");
        Path file = classes.resolve(className.replace('.', '/') + ".class");
        try {
            compile(className, source, classes);
            return new ChangedClasses(className, Files.readAllBytes(file));
        } finally {
            delete(file, classes);
        }
    }

    private static void compile(String className, String source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        JavaFileObject unit =
                new SimpleJavaFileObject(
                        URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            boolean compiled = compiler.getTask(messages, files, null, null, null, List.of(unit))
                    .call();
            assertThat(compiled).as("%s", messages).isTrue();
        }
    }

    private static void delete(Path file, Path root) throws IOException {
        for (Path path = file; path.startsWith(root); path = path.getParent()) {
            Files.deleteIfExists(path);
        }
    }

    /** Calls a static method that takes a number and returns a text. */
    String callString(String className, String method, long argument) throws ReflectiveOperationException {
        Method target = loadClass(className).getDeclaredMethod(method, long.class);
        target.setAccessible(true);
        return (String) target.invoke(null, argument);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = name.startsWith("dev.understudy.") ? anew(name) : super.loadClass(name, resolve);
            }
            return loaded;
        }
    }

    private Class<?> anew(String name) throws ClassNotFoundException {
        byte[] code = name.equals(changed) ? bytes : compiled(name);
        return defineClass(name, code, 0, code.length);
    }

    private byte[] compiled(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
