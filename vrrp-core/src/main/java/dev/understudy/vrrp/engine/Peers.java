// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.engine;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.ChecksumForm;
import dev.understudy.vrrp.RouterSnapshot;
import dev.understudy.vrrp.wire.IpBits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The senders of accepted advertisements. The table is small and fixed, so that a link full of made-up senders costs neither memory nor
 * answers: the one not heard for longest makes room.
 */
final class Peers {
    static final int MOST = 8;

    private final AddressFamily family;
    private final Peer[] table = new Peer[MOST];
    private int known;
    private Peer last;

    Peers(AddressFamily family) {
        this.family = family;
        for (int i = 0; i < MOST; i++) {
            table[i] = new Peer();
        }
    }

    /** Notes an accepted advert and returns its sender's entry. */
    Peer heard(long high, long low, int priority, long nowNanos) {
        Peer peer = find(high, low);
        peer.priority = priority;
        peer.heardNanos = nowNanos;
        last = peer;
        return peer;
    }

    private Peer find(long high, long low) {
        Peer stalest = table[0];
        for (int i = 0; i < known; i++) {
            Peer peer = table[i];
            if (peer.high == high && peer.low == low) {
                return peer;
            }
            if (peer.heardNanos - stalest.heardNanos < 0) {
                stalest = peer;
            }
        }
        Peer fresh = known < MOST ? table[known++] : stalest;
        fresh.take(high, low);
        return fresh;
    }

    /** Returns the sender of the last accepted advert, or null. */
    Peer last() {
        return last;
    }

    /** Describes the sender of the last accepted advert; allocates. */
    String describeLast() {
        return last == null ? "nobody was heard" : text(last) + " sends priority " + last.priority;
    }

    String text(Peer peer) {
        return IpBits.toString(family, peer.high, peer.low);
    }

    List<RouterSnapshot.Peer> snapshot() {
        List<Peer> heard = new ArrayList<>(List.of(table).subList(0, known));
        heard.sort(Comparator.comparingLong((Peer p) -> last.heardNanos - p.heardNanos));
        return heard.stream()
                .map(p -> new RouterSnapshot.Peer(text(p), p.priority, p.pseudoHeader, p.messageOnly))
                .toList();
    }

    /** One sender; reused in place. */
    static final class Peer {
        private long high;
        private long low;
        private int priority;
        private long heardNanos;
        private long answeredNanos;
        private boolean answered;
        private long pseudoHeader;
        private long messageOnly;

        private void take(long newHigh, long newLow) {
            high = newHigh;
            low = newLow;
            pseudoHeader = 0;
            messageOnly = 0;
            // answered stays: whoever takes over an entry takes over its share of answers (A11), or made-up senders
            // would buy new ones.
        }

        long heardNanos() {
            return heardNanos;
        }

        void count(ChecksumForm form) {
            if (form == ChecksumForm.PSEUDO_HEADER) {
                pseudoHeader++;
            } else {
                messageOnly++;
            }
        }

        /** A11: one answer for each peer and interval. Returns whether this one may be given, and notes it. */
        boolean mayAnswer(long intervalNanos, long nowNanos) {
            if (answered && nowNanos - answeredNanos < intervalNanos) {
                return false;
            }
            answered = true;
            answeredNanos = nowNanos;
            return true;
        }
    }
}
