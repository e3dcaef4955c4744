// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.wire;

import dev.understudy.vrrp.AddressFamily;

/**
 * What the IP header and the socket said about a packet: a mutable carrier that its owner fills anew for each packet, so that receiving
 * allocates nothing. Not safe for use by several threads.
 */
public final class PacketContext {
    private AddressFamily family = AddressFamily.IPV4;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int ttl;
    private int link;
    private long receivedNanos;

    /** Creates an empty context. */
    public PacketContext() {
        // Filled by from() and at() before each use.
    }

    /** Sets family, source and destination. */
    public PacketContext from(AddressFamily of, long srcHigh, long srcLow, long dstHigh, long dstLow) {
        family = of;
        sourceHigh = srcHigh;
        sourceLow = srcLow;
        destinationHigh = dstHigh;
        destinationLow = dstLow;
        return this;
    }

    /**
     * Sets where and when the packet came in.
     *
     * @param linkNumber the engine's number for the interface
     * @param hops TTL or Hop Limit, 0..255
     * @param nanos when it was received, on the engine's monotonic clock
     */
    public PacketContext at(int linkNumber, int hops, long nanos) {
        link = linkNumber;
        ttl = hops;
        receivedNanos = nanos;
        return this;
    }

    /** Returns the family of the IP header. */
    public AddressFamily family() {
        return family;
    }

    /** Returns the upper half of the source address. */
    public long sourceHigh() {
        return sourceHigh;
    }

    /** Returns the lower half of the source address. */
    public long sourceLow() {
        return sourceLow;
    }

    /** Returns the upper half of the destination address. */
    public long destinationHigh() {
        return destinationHigh;
    }

    /** Returns the lower half of the destination address. */
    public long destinationLow() {
        return destinationLow;
    }

    /** Returns the TTL or Hop Limit, 0..255. */
    public int ttl() {
        return ttl;
    }

    /** Returns the engine's number for the receiving interface. */
    public int link() {
        return link;
    }

    /** Returns when the packet was received, on the engine's monotonic clock. */
    public long receivedNanos() {
        return receivedNanos;
    }

    /** Returns the source in text form; allocates. */
    public String source() {
        return IpBits.toString(family, sourceHigh, sourceLow);
    }
}
