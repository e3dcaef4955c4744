// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as {@code ip -o -d address} shows it.
 *
 * @param interfaceName the interface that carries it
 * @param address as {@code ip} writes it, without the prefix length
 * @param prefixLength 32 or 128 when not shown
 * @param validSeconds what is left of its kernel lease; empty for a permanent address
 */
public record HostAddress(String interfaceName, String address, int prefixLength, OptionalLong validSeconds) {
    private static final Pattern LINE = Pattern.compile(
            "\\d+: (\\S+)\\s+inet6? ([0-9a-f.:]+)(?: peer [0-9a-f.:]+)?(?:/(\\d+))? .*valid_lft (?:forever|(\\d+)sec) .*");

    static List<HostAddress> parse(String output) {
        return output.lines()
                .map(HostAddress::parseLine)
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<HostAddress> parseLine(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String address = matcher.group(2);
        int longest = address.contains(":") ? 128 : 32;
        return Optional.of(new HostAddress(
                matcher.group(1),
                address,
                matcher.group(3) == null ? longest : Integer.parseInt(matcher.group(3)),
                matcher.group(4) == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(matcher.group(4)))));
    }
}
