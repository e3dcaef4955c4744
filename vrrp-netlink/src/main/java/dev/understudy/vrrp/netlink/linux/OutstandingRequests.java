// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import dev.understudy.vrrp.netlink.linux.RtNetlink.AckListener;

/**
 * Which requests still wait for an answer: a ring of tokens indexed by sequence number, without allocation.
 *
 * <p>Answers come in the order of the requests, yet nothing here relies on it: an answered place in the middle stays
 * marked until the ones before it are answered too. An answer to a request that is not outstanding is ignored.
 */
final class OutstandingRequests {
    private final int[] tokens;
    private final boolean[] answered;
    private int oldest = 1;
    private int next = 1;

    /** @param capacity a power of two */
    OutstandingRequests(int capacity) {
        tokens = new int[capacity];
        answered = new boolean[capacity];
    }

    /** Everything between the oldest unanswered request and the newest. */
    int size() {
        return next - oldest;
    }

    int room() {
        return tokens.length - size();
    }

    /** Takes up a request, for which there must be room; returns its sequence number. */
    int add(int token) {
        tokens[place(next)] = token;
        answered[place(next)] = false;
        return next++;
    }

    void answer(int sequence, int errno, String text, AckListener listener) {
        // By difference: sequence numbers wrap around.
        if (sequence - oldest < 0 || sequence - next >= 0 || answered[place(sequence)]) {
            return;
        }
        answered[place(sequence)] = true;
        int token = tokens[place(sequence)];
        while (oldest != next && answered[place(oldest)]) {
            oldest++;
        }
        listener.acknowledged(token, errno, text);
    }

    void failOldest(int count, int errno, String text, AckListener listener) {
        fail(oldest, count, errno, text, listener);
    }

    void failNewest(int count, int errno, String text, AckListener listener) {
        fail(next - count, count, errno, text, listener);
    }

    private void fail(int first, int count, int errno, String text, AckListener listener) {
        for (int i = 0; i < count; i++) {
            answer(first + i, errno, text, listener);
        }
    }

    private int place(int sequence) {
        return sequence & (tokens.length - 1);
    }
}
