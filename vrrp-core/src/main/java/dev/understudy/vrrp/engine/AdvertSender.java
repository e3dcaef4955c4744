// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.wire.AdvertisementWriter;

/** Encodes and sends the adverts of one router, and remembers how the sending goes (F10). */
final class AdvertSender {
    private static final int FAILURES_TO_GIVE_UP = 3;

    private final AdvertPort port;
    private final AdvertisementWriter writer;
    private final AddressFamily family;
    private final int link;

    private long sourceHigh;
    private long sourceLow;
    private boolean hasSource;
    private int failures;
    private int lastErrno;
    private long sent;

    AdvertSender(VirtualRouterConfig config, AdvertPort port, int link) {
        this.port = port;
        this.link = link;
        this.family = config.id().family();
        this.writer = new AdvertisementWriter(config);
    }

    void source(long high, long low) {
        sourceHigh = high;
        sourceLow = low;
        hasSource = (high | low) != 0;
    }

    boolean hasSource() {
        return hasSource;
    }

    long sourceHigh() {
        return sourceHigh;
    }

    long sourceLow() {
        return sourceLow;
    }

    AdvertisementWriter writer() {
        return writer;
    }

    /** Sends one advert and returns whether it left. */
    boolean send(int priority) {
        int length = writer.write(port.buffer(), port.messageOffset(), priority, sourceHigh, sourceLow);
        lastErrno = port.send(link, family, sourceHigh, sourceLow, length);
        if (lastErrno == 0) {
            failures = 0;
            sent++;
            return true;
        }
        failures++;
        return false;
    }

    /** Returns whether the last advert did not leave. */
    boolean failing() {
        return failures > 0;
    }

    /** F10: three in a row have failed. */
    boolean unheard() {
        return failures >= FAILURES_TO_GIVE_UP;
    }

    void forgive() {
        failures = 0;
    }

    int lastErrno() {
        return lastErrno;
    }

    long sent() {
        return sent;
    }
}
