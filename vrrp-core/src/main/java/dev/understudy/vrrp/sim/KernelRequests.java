// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.address.AddressHolder;
import dev.understudy.vrrp.address.KernelPort;
import java.util.ArrayList;
import java.util.List;

/**
 * One process's way to its host's kernel. Requests are carried out when they are flushed; the answer comes back at once, or is read from
 * the queue later: the port allows both.
 */
final class KernelRequests implements KernelPort {
    private final VirtualKernel kernel;
    private final ReceiveQueue queue;
    private final boolean answersAtOnce;
    private final List<Request> requests = new ArrayList<>();
    private AddressHolder holder;
    private int unanswered;

    private record Request(
            boolean add, int device, VirtualAddress address, int validSeconds, boolean exclusive, long ticket) {}

    KernelRequests(VirtualKernel kernel, ReceiveQueue queue, boolean answersAtOnce) {
        this.kernel = kernel;
        this.queue = queue;
        this.answersAtOnce = answersAtOnce;
    }

    void answerTo(AddressHolder asking) {
        holder = asking;
    }

    boolean isIdle() {
        return requests.isEmpty() && unanswered == 0;
    }

    @Override
    public void add(int device, VirtualAddress address, int validSeconds, boolean exclusive, long ticket) {
        requests.add(new Request(true, device, address, validSeconds, exclusive, ticket));
    }

    @Override
    public void remove(int device, VirtualAddress address, long ticket) {
        requests.add(new Request(false, device, address, 0, false, ticket));
    }

    @Override
    public void flush(long nowNanos) {
        // An answer may ask for more.
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            int errno = carryOut(request);
            if (answersAtOnce) {
                holder.onResult(request.ticket, errno, nowNanos);
            } else {
                unanswered++;
                queue.add(now -> answer(request.ticket, errno, now), false);
            }
        }
        requests.clear();
    }

    private int carryOut(Request request) {
        return request.add
                ? kernel.add(request.device, request.address, request.validSeconds, request.exclusive)
                : kernel.remove(request.device, request.address);
    }

    private void answer(long ticket, int errno, long nowNanos) {
        unanswered--;
        holder.onResult(ticket, errno, nowNanos);
    }

    @Override
    public int announce(int device, VirtualAddress address) {
        return kernel.announce(address);
    }
}
