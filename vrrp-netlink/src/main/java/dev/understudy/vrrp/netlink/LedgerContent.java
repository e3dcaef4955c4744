// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ledger file says. Plain text, one fact a line, so that an operator can read it; the first character of an address line is the
 * only thing that changes while the file is in use.
 *
 * @param bootId the boot in which it was written: addresses do not survive a reboot
 * @param namespace the network namespace's inode number
 * @param router the router, in the form used in logs
 * @param pid the process that wrote it
 * @param startTicks when that process was started, in clock ticks since boot; -1 if unknown
 * @param entries the addresses
 */
record LedgerContent(
        String bootId, long namespace, String router, long pid, long startTicks, List<LedgerContent.Entry> entries) {
    /** Not bound by this process. */
    static final char CLEAR = '-';
    /** Perhaps bound by this process: asked for, or waited with. */
    static final char PENDING = '?';
    /** Bound by this process: the kernel said so. */
    static final char BOUND = '+';

    private static final String FIRST_LINE = "understudy-ledger 1";
    private static final int HEADER_LINES = 5;

    /**
     * One address.
     *
     * @param mark {@link #CLEAR}, {@link #PENDING} or {@link #BOUND}
     * @param address with its prefix
     * @param device the interface it belongs on
     */
    record Entry(char mark, VirtualAddress address, String device) {}

    LedgerContent {
        entries = List.copyOf(entries);
    }

    /** Returns how the ledger of a router begins. An owner's addresses are the host's own (K5): they never get another mark. */
    static LedgerContent of(String bootId, long namespace, VirtualRouterConfig config, long pid, long startTicks) {
        VirtualRouterId router = config.id();
        char mark = config.owner() ? CLEAR : PENDING;
        List<Entry> entries = config.allAddresses().stream()
                .map(a -> new Entry(mark, a, a.device().orElse(router.interfaceName())))
                .toList();
        return new LedgerContent(bootId, namespace, router.toString(), pid, startTicks, entries);
    }

    String text() {
        StringBuilder text = new StringBuilder(256).append(header());
        entries.forEach(e -> text.append(line(e)));
        return text.toString();
    }

    private String header() {
        return FIRST_LINE + "\nboot " + bootId + "\nnetns " + namespace + "\nrouter " + router + "\npid " + pid + ' '
                + startTicks + '\n';
    }

    private static String line(Entry entry) {
        return entry.mark() + " " + entry.address() + ' ' + entry.device() + '\n';
    }

    /**
     * Returns where in the text, as UTF-8, the mark of each address stands: at the start of each line after the header. Addresses are ASCII;
     * odd interface names are not, and no name has a line feed in it.
     */
    int[] markOffsets(byte[] utf8) {
        int[] offsets = new int[entries.size()];
        int line = 0;
        for (int i = 0; line - HEADER_LINES < offsets.length; i++) {
            if (line >= HEADER_LINES) {
                offsets[line - HEADER_LINES] = i;
            }
            while (utf8[i] != '\n') {
                i++;
            }
            line++;
        }
        return offsets;
    }

    /**
     * Reads a ledger.
     *
     * @throws IllegalArgumentException if it is not one, whole and well-formed
     */
    static LedgerContent parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < HEADER_LINES || !lines.get(0).equals(FIRST_LINE) || !text.endsWith("\n")) {
            throw new IllegalArgumentException("not a ledger of version 1, or cut short");
        }
        String[] process = value(lines.get(4), "pid").split(" ");
        if (process.length != 2) {
            throw new IllegalArgumentException("line 5: expected 'pid PID START'");
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : lines.subList(HEADER_LINES, lines.size())) {
            entries.add(entry(line));
        }
        return new LedgerContent(
                value(lines.get(1), "boot"),
                number(value(lines.get(2), "netns")),
                value(lines.get(3), "router"),
                number(process[0]),
                number(process[1]),
                entries);
    }

    private static String value(String line, String key) {
        if (!line.startsWith(key + ' ')) {
            throw new IllegalArgumentException("expected '" + key + " ...', found '" + line + "'");
        }
        return line.substring(key.length() + 1);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }

    private static Entry entry(String line) {
        String[] words = line.split(" ");
        boolean marked = words.length == 3 && words[0].length() == 1 && "-?+".indexOf(words[0].charAt(0)) >= 0;
        if (!marked) {
            throw new IllegalArgumentException(
                    "expected '- ADDRESS/PREFIX INTERFACE' or with + or ?, found '" + line + "'");
        }
        return new Entry(words[0].charAt(0), VirtualAddress.parse(words[1]), words[2]);
    }
}
