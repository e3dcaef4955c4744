// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import dev.understudy.lab.Lab;
import java.util.ArrayList;
import java.util.List;

/** The two programs, each told to write no line that it need not. */
enum Contestant {
    UNDERSTUDY {
        @Override
        List<String> command(Settings settings) {
            List<String> command = new ArrayList<>(Lab.java());
            command.addAll(settings.javaOptions());
            command.addAll(runner(settings));
            return command;
        }
    },
    KEEPALIVED {
        @Override
        List<String> command(Settings settings) {
            return List.of(
                    "keepalived",
                    "--dont-fork",
                    "--vrrp",
                    "--no-syslog",
                    "--use-file",
                    Conf.PATH,
                    "--pid",
                    "/run/keepalived.pid",
                    "--vrrp_pid",
                    "/run/keepalived-vrrp.pid");
        }
    };

    abstract List<String> command(Settings settings);

    /** What a JVM with any options is told to be the runner. */
    static List<String> runner(Settings settings) {
        List<String> words = new ArrayList<>(List.of("-Dunderstudy.log.level=error"));
        words.addAll(List.of("-jar", settings.jar().toString(), "run", "--file", Conf.PATH));
        words.addAll(settings.runOptions());
        return words;
    }

    @Override
    public String toString() {
        return this == UNDERSTUDY ? "Understudy" : "keepalived";
    }
}
