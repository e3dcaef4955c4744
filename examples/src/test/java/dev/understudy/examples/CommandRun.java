// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command run in this JVM, as picocli runs it.
 *
 * @param exitCode what the process would end with
 * @param out standard output
 * @param err standard error, without the log
 */
public record CommandRun(int exitCode, String out, String err) {
    public static CommandRun of(CommandLine command, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        String[] words = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            words[i] = arguments[i].toString();
        }
        int exitCode = command.execute(words);
        command.getOut().flush();
        command.getErr().flush();
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
