// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

/** Ends a VM that does not stop: the one that has files of the data directory open, and no other of the host. */
final class ForcedEnd {
    private ForcedEnd() {}

    /**
     * The name under which /proc shows an open file depends on who looks: a VM behind another root or mount has one with more before it, and a
     * container's file one that is here another file's. So a name only suggests; that the file is the same one decides.
     */
    static String line(String directory) {
        return "cd " + FileLooks.quoted(directory) + " && d=$(pwd -P) && for p in $("
                + "for f in $(find /proc/[0-9]*/fd -lname \"*$d/*\" 2>/dev/null); do"
                + " t=$(readlink $f); test $f -ef \"./${t##*\"$d\"/}\" && echo $f; done | cut -d/ -f3 | sort -u);"
                + " do e=$(readlink /proc/$p/exe); case ${e##*/} in beam*) kill -KILL $p;; esac; done";
    }
}
