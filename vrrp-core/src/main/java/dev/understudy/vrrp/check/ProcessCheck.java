// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Counts the processes of a name in this PID namespace; Linux only. Zombies, this process itself and processes inside containers do not
 * count.
 */
public final class ProcessCheck implements Check {
    /** What the kernel keeps of a name: {@code TASK_COMM_LEN} without the final zero. */
    private static final int SHORT_NAME = 15;

    private final List<String> argv;
    private final Arguments arguments;
    private final boolean fullCommand;
    private final int quorum;
    private final int most;
    private final ProcFs proc;

    /** How the arguments of a process are compared with the wanted ones. */
    public enum Arguments {
        /** Not at all. */
        ANY,
        /** The same ones, or none if none are wanted. */
        EXACT,
        /** The wanted ones come first; more may follow. */
        LEADING,
        /** As {@link #LEADING}, and the last wanted one may be the beginning of a longer one. */
        LEADING_PREFIX
    }

    /**
     * Creates a check that wants one process or more of a name, whatever its arguments.
     *
     * @param name the program's file name, without its directory
     */
    public ProcessCheck(String name) {
        this(List.of(name), Arguments.ANY, false, 1, Integer.MAX_VALUE);
    }

    /**
     * Creates a check.
     *
     * @param argv the program and the wanted arguments
     * @param arguments how the arguments are compared
     * @param fullCommand whether the program is compared with the first word of the command line, letter for letter, and not with the
     *     short name that the kernel keeps
     * @param quorum how many must run at least, 0 or more
     * @param most how many may run
     */
    public ProcessCheck(List<String> argv, Arguments arguments, boolean fullCommand, int quorum, int most) {
        this(argv, arguments, fullCommand, quorum, most, ProcFs.SYSTEM);
    }

    ProcessCheck(List<String> argv, Arguments arguments, boolean fullCommand, int quorum, int most, ProcFs proc) {
        this.argv = List.copyOf(argv);
        this.arguments = Objects.requireNonNull(arguments, "arguments");
        this.fullCommand = fullCommand;
        this.quorum = quorum;
        this.most = most;
        this.proc = Objects.requireNonNull(proc, "proc");
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new IllegalArgumentException("a process check needs a process");
        }
        if (quorum < 0 || most < quorum) {
            throw new IllegalArgumentException("quorum " + quorum + ".." + most + " is not a range");
        }
    }

    @Override
    public CheckResult attempt(Duration limit) throws IOException {
        long own = ProcessHandle.current().pid();
        if (!proc.shows(own)) {
            return CheckResult.down(proc.root() + " does not show the PID namespace of this process");
        }
        int count = 0;
        for (long pid : proc.pids()) {
            count += pid != own && matches(pid) ? 1 : 0;
        }
        String found = "process " + argv.get(0) + ": " + count + " running";
        if (count < quorum) {
            return CheckResult.down(found + ", wanted " + quorum);
        }
        return count > most ? CheckResult.down(found + ", at most " + most + " wanted") : CheckResult.up(found);
    }

    private boolean matches(long pid) {
        return proc.stat(pid)
                .filter(ProcFs.Stat::isAlive)
                .filter(stat -> hasName(stat, pid) && hasArguments(pid) && proc.isOfThisNamespace(pid))
                .isPresent();
    }

    private boolean hasName(ProcFs.Stat stat, long pid) {
        String name = argv.get(0);
        if (!fullCommand && name.length() <= SHORT_NAME) {
            return stat.name().equals(name);
        }
        if (!fullCommand && !name.startsWith(stat.name())) {
            return false;
        }
        List<String> words = proc.commandLine(pid);
        if (words.isEmpty()) {
            return false;
        }
        String program = words.get(0);
        return program.equals(name) || !fullCommand && program.endsWith('/' + name);
    }

    private boolean hasArguments(long pid) {
        if (arguments == Arguments.ANY) {
            return true;
        }
        List<String> words = proc.commandLine(pid);
        if (words.size() < argv.size() || arguments == Arguments.EXACT && words.size() != argv.size()) {
            return false;
        }
        int last = argv.size() - 1;
        boolean leading = argv.subList(1, Math.max(1, last)).equals(words.subList(1, Math.max(1, last)));
        if (!leading || last == 0) {
            return leading;
        }
        return arguments == Arguments.LEADING_PREFIX
                ? words.get(last).startsWith(argv.get(last))
                : words.get(last).equals(argv.get(last));
    }
}
