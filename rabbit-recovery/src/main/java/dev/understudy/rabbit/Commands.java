// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import java.util.List;

/** The exact lines for a node's host, made of how RabbitMQ is installed there. */
final class Commands {
    private static final String CTL = "rabbitmqctl";

    private final NodeName node;
    private final Installation installation;

    Commands(NodeSnapshot node) {
        this.node = node.name();
        this.installation = node.installation();
    }

    Command start() {
        return line(installation.startCommand());
    }

    Command stop() {
        return line(installation.stopCommand());
    }

    Command ctl(String arguments, String... doneBefore) {
        return tool(CTL, arguments, doneBefore);
    }

    Command queues(String arguments) {
        return tool("rabbitmq-queues", arguments);
    }

    Command diagnostics(String arguments) {
        return tool("rabbitmq-diagnostics", arguments);
    }

    /**
     * Copies to a temporary name first: a copy that is there under its own name is complete. A directory that is a link is followed ({@code -H}):
     * a copy of the link would be changed with what it leads to.
     */
    Command copy(String from, String to) {
        String part = to + ".part";
        return line("mkdir -p " + quote(parent(to)) + " && rm -rf " + quote(part) + " && mkdir " + quote(part)
                + " && cp -aH "
                + quote(from) + " " + quote(part + "/") + " && "
                + ifThere(from + "-feature_flags", "cp -a ", part + "/")
                + " && mv -T " + quote(part) + " " + quote(to));
    }

    /** Puts the files in place under the node's name, with their owner, and without the pid of a process of another host. */
    Command restore(String place, String to) {
        String from = place.replaceFirst("(?<=.)/+$", "");
        String part = to + ".part";
        String flags = to + "-feature_flags";
        return line("rm -rf " + quote(part) + " && cp -aH " + quote(from) + " " + quote(part) + " && "
                + ifThere(from + "-feature_flags", "cp -a ", flags) + " && rm -f " + quote(to + ".pid")
                + " && chown -R "
                + quote(installation.owner() + ":") + " " + quote(part) + " && { test ! -e " + quote(flags)
                + " || chown "
                + quote(installation.owner() + ":") + " " + quote(flags) + "; } && mv -T " + quote(part) + " "
                + quote(to));
    }

    Command remove(String path) {
        return line("rm -f " + quote(path));
    }

    /** The data directory, last: that it is gone says that what belongs to it beside it is gone too. */
    Command wipe(String directory) {
        return line("rm -rf " + quote(directory + "-feature_flags") + " " + quote(directory + "-plugins-expand") + " "
                + quote(directory));
    }

    Command changeOwner(String directory) {
        return line("chown -R " + quote(installation.owner() + ":") + " " + quote(directory));
    }

    /** As one word of a POSIX shell. */
    static String quote(String word) {
        if (!word.isEmpty() && word.matches("[A-Za-z0-9_./:@%+=,-]*")) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    private static String ifThere(String file, String verb, String to) {
        return "{ test ! -e " + quote(file) + " || " + verb + quote(file) + " " + quote(to) + "; }";
    }

    /** The other tools stand beside rabbitmqctl, under the same prefix. */
    private Command tool(String name, String arguments, String... doneBefore) {
        int at = installation.ctl().lastIndexOf(CTL);
        String prefix = at < 0
                ? (name.equals(CTL) ? installation.ctl() : name)
                : installation.ctl().substring(0, at)
                        + name
                        + installation.ctl().substring(at + CTL.length());
        return new Command(node, prefix + " -n " + node + " " + arguments, List.of(doneBefore));
    }

    private Command line(String text) {
        return new Command(node, text, List.of());
    }
}
