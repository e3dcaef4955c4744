// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers. */
final class Heard implements CheckListener {
    final List<String> restarts = new CopyOnWriteArrayList<>();
    final List<String> troubles = new CopyOnWriteArrayList<>();

    @Override
    public void onRestart(String name, String detail) {
        restarts.add(name + ": " + detail);
    }

    @Override
    public void onTrouble(String name, String detail) {
        troubles.add(name + ": " + detail);
    }
}
