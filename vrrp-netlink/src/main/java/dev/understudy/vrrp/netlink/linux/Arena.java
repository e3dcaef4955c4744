// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * One block of zeroed off-heap memory, carved up once by the object that owns it and freed with it.
 *
 * <p>The kernel is handed addresses into it; Java reads and writes it through direct buffers. After {@link #close()}
 * every buffer into it is dead: an owner must not touch one again, which is why each checks its descriptor first.
 */
final class Arena implements AutoCloseable {
    private static final int ALIGNMENT = 16;

    private final int capacity;
    private long base;
    private int used;

    /** A part of the arena: where it is, for the kernel, and what it holds, in native byte order, for Java. */
    record Region(long address, ByteBuffer bytes) {}

    /** Has room for regions of these sizes. */
    Arena(int... regionBytes) {
        capacity = IntStream.of(regionBytes).map(Arena::aligned).sum();
        base = Native.malloc(capacity);
        if (base == 0) {
            throw new OutOfMemoryError("malloc of " + capacity + " bytes");
        }
        new Pointer(base).clear(capacity);
    }

    private static int aligned(int bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    Region reserve(int bytes) {
        if (base == 0 || aligned(bytes) > capacity - used) {
            throw new IllegalStateException("arena of " + capacity + " bytes, " + used + " used: no room for " + bytes);
        }
        long address = base + used;
        used += aligned(bytes);
        return new Region(address, new Pointer(address).getByteBuffer(0, bytes).order(ByteOrder.nativeOrder()));
    }

    @Override
    public void close() {
        if (base != 0) {
            Native.free(base);
            base = 0;
        }
    }
}
