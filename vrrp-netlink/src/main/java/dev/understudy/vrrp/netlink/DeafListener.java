// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VrrpListener;

/** For a stage: only the way to the listener is rehearsed, what it does is its own. */
final class DeafListener implements VrrpListener {
    @Override
    public void onTransition(Transition transition) {
        // As above.
    }

    @Override
    public void onNotice(Notice notice) {
        // As above.
    }
}
