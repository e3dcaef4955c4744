// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import java.util.ArrayList;
import java.util.List;

/** All that one configuration says, with its places: what the lints, the comparison and the repair look at. */
final class Reading {
    final GlobalDraft global = new GlobalDraft();
    final Checks checks = new Checks();
    final List<CheckDraft> checkList = new ArrayList<>();
    final List<InstanceDraft> instances = new ArrayList<>();
}
