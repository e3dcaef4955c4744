// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.address;

/** What the errors mean that Linux gives for addresses; the numbers are those of every Linux but MIPS, Alpha and SPARC. */
final class ErrnoText {
    private ErrnoText() {}

    static String of(int errno) {
        String meaning = switch (errno) {
            case 1 -> "EPERM, the process may not (CAP_NET_ADMIN)";
            case 13 -> "EACCES, the kernel refuses";
            case 12 -> "ENOMEM, the kernel has no memory";
            case 16 -> "EBUSY, the kernel is busy";
            case 17 -> "EEXIST, it is there already";
            case 19 -> "ENODEV, there is no such interface";
            case 22 -> "EINVAL, the kernel does not take it";
            case 28 -> "ENOSPC, a limit is reached";
            case 95 -> "EOPNOTSUPP, not supported here";
            case 99 -> "EADDRNOTAVAIL, it is not there";
            case 100 -> "ENETDOWN, the interface is down";
            case 105 -> "ENOBUFS, no buffer space";
            default -> "see errno(3)";
        };
        return "errno " + errno + " (" + meaning + ')';
    }
}
