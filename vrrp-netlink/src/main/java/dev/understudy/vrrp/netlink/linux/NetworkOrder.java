// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.ByteOrder;

/** Values in network byte order for buffers in native byte order, which is what the kernel's structs mix. */
final class NetworkOrder {
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private NetworkOrder() {}

    /** To or from network order. */
    static short swap(short value) {
        return LITTLE ? Short.reverseBytes(value) : value;
    }

    /** To or from network order. */
    static int swap(int value) {
        return LITTLE ? Integer.reverseBytes(value) : value;
    }

    /** To or from network order. */
    static long swap(long value) {
        return LITTLE ? Long.reverseBytes(value) : value;
    }
}
