// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rabbit.NodeState;
import dev.understudy.rabbit.host.HostOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateProbeTest {
    /** As recorded: the words decide, since is_booting exits with 0 in every state. */
    @ParameterizedTest
    @CsvSource({
        "3.10.8, up, 0, RUNNING",
        "4.0.5, up, 0, RUNNING",
        "3.10.8, waiting, 69, WAITING",
        "4.0.5, waiting, 69, WAITING",
        "3.10.8, appstopped, 69, APP_STOPPED",
        "4.0.5, appstopped, 69, APP_STOPPED",
        "3.10.8, down, 69, STOPPED",
        "4.0.5, down, 69, STOPPED",
    })
    void tellsTheStatesApart(String version, String when, int status, NodeState state) throws Exception {
        Recorded host = new Recorded().on("check_running", status, Recorded.file(version, when + "-check"));
        if (state == NodeState.WAITING || state == NodeState.APP_STOPPED) {
            host.on("is_booting", 0, Recorded.file(version, when + "-booting"));
        }
        StateProbe.Seen seen = look(host);
        assertThat(seen.state()).isEqualTo(state);
        assertThat(seen.finding()).isEmpty();
    }

    /** Whoever took one of these for stopped would forget a node, offline, that runs. */
    @ParameterizedTest
    @CsvSource({
        "cookie, 69, Erlang cookies differ",
        "frozen, 69, frozen",
        "nx, 69, does not know the name hosta",
        "modecookie, 78, must be accessible by owner only",
    })
    void whatCannotBeToldIsNotTakenForStopped(String when, int status, String meaning) throws Exception {
        StateProbe.Seen seen =
                look(new Recorded().on("check_running", status, Recorded.file("3.10.8", when + "-check")));
        assertThat(seen.state()).isEqualTo(NodeState.UNKNOWN);
        assertThat(seen.finding().orElseThrow().meaning()).contains(meaning);
    }

    @Test
    void onlyAHostThatDoesNotAnswerIsUnreachable() throws Exception {
        HostOutput lost = new HostOutput(HostOutput.End.UNREACHABLE, -1, "", "ssh: No route to host\n");
        StateProbe.Seen seen = look(new Recorded().on("check_running", lost));
        assertThat(seen.state()).isEqualTo(NodeState.UNREACHABLE);
        assertThat(seen.finding().orElseThrow().meaning()).isEqualTo("the host was not reached: ssh: No route to host");

        HostOutput slow = new HostOutput(HostOutput.End.TIMED_OUT, -1, "", "");
        assertThat(look(new Recorded().on("check_running", slow)).state()).isEqualTo(NodeState.UNKNOWN);
        assertThat(look(new Recorded()).state()).isEqualTo(NodeState.UNKNOWN);
    }

    private static StateProbe.Seen look(Recorded host) throws InterruptedException {
        return StateProbe.look(new Tools(host.access(Recorded.A)));
    }
}
