// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import dev.understudy.lab.LabHost;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The broker's programs in a host, as its user: each is a script below {@value #BIN}, so that tests and production code run the same. Two more
 * stand for the service manager: {@value #START} and {@value #STOP}. Both do nothing if it is done already.
 */
final class BrokerPrograms {
    static final String BIN = "/usr/local/sbin/";
    static final String START = BIN + "lab-broker-start";
    static final String STOP = BIN + "lab-broker-stop";
    /** Where the host has {@link Disk#state()}. */
    static final String STATE = "/run/broker";

    private static final List<String> PROGRAMS = List.of(
            "rabbitmq-server",
            "rabbitmqctl",
            "rabbitmq-diagnostics",
            "rabbitmq-queues",
            "rabbitmq-streams",
            "rabbitmq-plugins");

    /** Returns when the process is there; what becomes of it stands in the state's files. */
    private static final String START_SCRIPT = """
            #!/bin/sh
            cd %1$s || exit 1
            [ -e started ] && ! [ -e ended ] && exit 0
            rm -f ended
            { wc -c < "%2$s/%3$s.log" || echo 0; } > log-from 2> /dev/null
            : > started
            exec setsid -f sh -c '%4$srabbitmq-server; echo $? > ended' < /dev/null > console 2>&1
            """;

    /** As a service manager: asks, then terminates, then kills. */
    private static final String STOP_SCRIPT = """
            #!/bin/sh
            cd %1$s || exit 1
            is_up() { [ -e started ] && ! [ -e ended ]; }
            await_end() {
                tries=50
                while is_up && [ $tries -gt 0 ]; do
                    sleep 0.1
                    tries=$((tries - 1))
                done
            }
            is_up && timeout 60 %2$srabbitmqctl -q shutdown > /dev/null 2>&1 && await_end
            for signal in TERM KILL; do
                is_up && pkill -$signal -f -- '-s rabbit boot' && await_end
            done
            ! is_up
            """;

    private final List<String> asUser;
    private final String node;

    /**
     * @param asUser the command that runs what follows it as the broker's user, with its environment
     * @param node the node's name
     */
    BrokerPrograms(List<String> asUser, String node) {
        this.asUser = List.copyOf(asUser);
        this.node = node;
    }

    void install(LabHost machine) {
        for (String program : PROGRAMS) {
            List<String> words = new ArrayList<>(asUser);
            words.add("/usr/lib/rabbitmq/bin/" + program);
            String line = words.stream().map(BrokerPrograms::quoted).collect(Collectors.joining(" "));
            machine.file(BIN + program, "#!/bin/sh\nexec " + line + " \"$@\"\n", "755");
        }
        machine.file(START, START_SCRIPT.formatted(STATE, BrokerFiles.LOGS, node, BIN), "755");
        machine.file(STOP, STOP_SCRIPT.formatted(STATE, BIN), "755");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
