// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.lab;

import java.util.ArrayList;
import java.util.List;

/** The policies of mirrored queues by the first part of their names; set with one command. */
final class Policies {
    private static final String ALL = "{\"vhost\":\"/\",\"name\":\"%s\",\"pattern\":\"^%s[.]\",\"apply-to\":\"queues\","
            + "\"priority\":0,\"definition\":{\"ha-mode\":\"all\",\"ha-sync-mode\":\"%s\"%s}}";
    private static final String ON_SHUTDOWN = ",\"ha-promote-on-shutdown\":\"always\"";
    private static final String ON_FAILURE = ",\"ha-promote-on-failure\":\"when-synced\"";

    private Policies() {}

    static void set(RabbitHost host) {
        List<String> policies = new ArrayList<>();
        policies.add(policy("m", "automatic", ""));
        policies.add(policy("mm", "manual", ""));
        policies.add(policy("mps", "automatic", ON_SHUTDOWN));
        policies.add(policy("mpf", "automatic", ON_FAILURE));
        policies.add(policy("mmf", "manual", ON_FAILURE));
        String file = "/tmp/policies.json";
        host.machine().file(file, "{\"policies\":[" + String.join(",", policies) + "]}", "644");
        host.control("import_definitions", file);
    }

    private static String policy(String prefix, String sync, String more) {
        return ALL.formatted(prefix, prefix, sync, more);
    }
}
