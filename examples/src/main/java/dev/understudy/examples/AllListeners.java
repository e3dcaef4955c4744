// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VrrpListener;
import java.util.List;

/** Several listeners as one; each hears everything, in their order. */
record AllListeners(List<VrrpListener> listeners) implements VrrpListener {
    @Override
    public void onTransition(Transition transition) {
        listeners.forEach(listener -> listener.onTransition(transition));
    }

    @Override
    public void onNotice(Notice notice) {
        listeners.forEach(listener -> listener.onNotice(notice));
    }
}
