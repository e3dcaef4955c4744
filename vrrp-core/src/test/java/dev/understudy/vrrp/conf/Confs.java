// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations made of texts. */
final class Confs {
    static final String FILE = "host.conf";

    private Confs() {}

    static KeepalivedConf read(String text) {
        return read(Map.of(FILE, text));
    }

    /** Reads host.conf with the other files beside it. */
    static KeepalivedConf read(Map<String, String> texts) {
        return KeepalivedConf.read(Path.of(FILE), options(texts));
    }

    static ConfOptions options(Map<String, String> texts) {
        Map<Path, String> files = new HashMap<>();
        texts.forEach((name, text) -> files.put(Path.of(name), text));
        return ConfOptions.ofTexts(files).withConfigId("node1");
    }

    /** An instance that earns no remark by itself, with more lines in it. */
    static String instance(String... lines) {
        return instanceWith("version 3\npriority 150\n" + String.join("\n", lines));
    }

    /** The least an instance needs, with more lines in it. */
    static String instanceWith(String lines) {
        return "vrrp_instance VI {\ninterface eth0\nvirtual_router_id 7\nvirtual_ipaddress {\n192.0.2.10/24\n}\n"
                + lines + "\n}\n";
    }

    /** The diagnostics without the file: {@code line:column: severity: message}. */
    static List<String> said(KeepalivedConf conf) {
        return conf.diagnostics().stream()
                .map(Diagnostic::toString)
                .map(text -> text.substring(text.indexOf(':') + 1))
                .toList();
    }

    /** Returns the names of the lines that remain after preprocessing: braces and indentation show the tree. */
    static String tree(Map<String, String> texts, Report report) {
        TreeBuilder tree = new TreeBuilder(report);
        new Preprocessor(options(texts), report, new Budget(), tree).read(Path.of(FILE));
        StringBuilder out = new StringBuilder();
        tree.end(true).forEach(statement -> print(statement, "", out));
        return out.toString();
    }

    static String tree(String text) {
        Report report = new Report();
        String tree = tree(Map.of(FILE, text), report);
        if (!report.sorted().isEmpty()) {
            throw new AssertionError("unexpected: " + report.sorted());
        }
        return tree;
    }

    private static void print(Statement statement, String indent, StringBuilder out) {
        out.append(indent);
        out.append(String.join("|", statement.words().stream().map(Word::text).toList()));
        out.append(statement.block().isPresent() ? " {\n" : "\n");
        statement.body().forEach(inner -> print(inner, indent + "  ", out));
    }

    static String resource(String name) {
        try (InputStream in = Confs.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
