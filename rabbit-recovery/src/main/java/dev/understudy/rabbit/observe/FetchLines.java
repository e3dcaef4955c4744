// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe;

import dev.understudy.rabbit.NodeName;
import dev.understudy.rabbit.host.HostOutput;
import dev.understudy.rabbit.host.NodeAccess;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of shell that fetch evidence; POSIX but for tar's -z and base64. */
final class FetchLines {
    static final int NO_DIRECTORY = 66;
    static final int NO_PERMISSION = 77;

    /** Output is cut at a limit: the mark at its end says that it was not. */
    private static final String END = "understudy-end";

    private static final int MOST_KIBIBYTES = 16_384;

    private static final List<String> NAMES = List.of(
            "cluster_nodes.config",
            "nodes_running_at_shutdown",
            "force_load",
            "node-type.txt",
            "rabbit_serial",
            "schema_version",
            "*.LOG",
            "*.DAT",
            "*.DCD",
            "*.DCL",
            ".queue_name",
            ".vhost",
            "clean.dot",
            ".config",
            "names.dets",
            "config");

    /** Of classic queues: the index and its journal, versions 1 and 2. */
    private static final List<String> INDEX = List.of("*.idx", "*.jif", "*.qi");

    private FetchLines() {}

    static String archive(NodeAccess access, boolean withIndex) {
        NodeName node = access.node();
        String files = "find ./" + node + " -type f \\( " + patterns(withIndex) + " \\) ";
        String small = "-size -" + MOST_KIBIBYTES + "k";
        return "cd " + Tools.quoted(access.installation().dataBase()) + " 2>/dev/null && test -d " + node
                + " || exit " + NO_DIRECTORY + "; test -r " + node + " && test -x " + node + " || exit " + NO_PERMISSION
                + "; " + files + "! " + small + " -exec echo too big: {} \\; >&2; { " + files + small + "; for f in ./"
                + node + "-feature_flags ./" + node + ".pid; do if test -f $f; then echo $f; fi; done; }"
                + " | tar -cz -T - | base64 && echo " + END;
    }

    private static String patterns(boolean withIndex) {
        return Stream.concat(NAMES.stream(), withIndex ? INDEX.stream() : Stream.of())
                .map(name -> "-name " + Tools.quoted(name))
                .collect(Collectors.joining(" -o "));
    }

    static boolean whole(HostOutput output) {
        return output.out().endsWith(END + "\n");
    }

    static String body(HostOutput output) {
        return output.out().substring(0, output.out().length() - END.length() - 1);
    }

    /** A process that has a file of the node's directory open, as far as one may see; such as {@code /proc/42/fd/17}. */
    static String open(NodeAccess access) {
        return "cd " + Tools.quoted(access.installation().directoryOf(access.node()))
                + " 2>/dev/null && find /proc/[0-9]*/fd -lname \"*$(pwd -P)/*\" 2>/dev/null | head -n 1";
    }

    /** The first files that belong to another user than the broker's, who is a name, or a number where the host has no name for it. */
    static String foreign(NodeAccess access) {
        String owner = Tools.quoted(access.installation().owner());
        return "case " + owner + " in ''|*[!0-9]*) id -u " + owner + " >/dev/null || exit 1;; esac; cd "
                + Tools.quoted(access.installation().dataBase()) + " && find "
                + Tools.quoted(access.installation().directoryOf(access.node())) + " ! -user " + owner + " | head -n 5";
    }
}
