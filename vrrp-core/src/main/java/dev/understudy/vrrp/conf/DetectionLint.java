// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import java.util.Locale;

/** Version 2 cannot notice a dead Active faster than in two to four seconds (P3, P4). */
final class DetectionLint implements Lints.InstanceLint {
    @Override
    public void check(InstanceDraft draft, Report report) {
        draft.router
                .map(ConfiguredRouter::config)
                .filter(c -> c.version() == VrrpVersion.V2)
                .ifPresent(config -> report.lint(draft.place("advert_int"), message(config)));
    }

    private static String message(VirtualRouterConfig config) {
        double skew = (256 - config.priority()) / 256.0;
        long interval = config.advertisementInterval().getSeconds();
        return String.format(
                Locale.ROOT,
                "a dead Active is noticed after %.1f to %.1f s; 'version 3' on every node allows shorter intervals",
                2 * interval + skew,
                3 * interval + skew);
    }
}
