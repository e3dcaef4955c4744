// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * The gate to native code: called once in {@code open()}, so that the ~100 ms of extracting and linking are never
 * spent on failover and a refusal comes before anything was touched.
 */
public final class NativeAccess {
    /** Whose struct layouts and constants this package was written for. */
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

    private NativeAccess() {}

    /**
     * Loads JNA and links libc. Later calls cost nothing.
     *
     * @throws NativeAccessException when this is not 64-bit Linux, or native code cannot be loaded
     */
    public static void load() {
        requireSupported(System.getProperty("os.name", "?"), System.getProperty("os.arch", "?"));
        try {
            LibC.link();
        } catch (LinkageError e) {
            throw new NativeAccessException(explain(e), e);
        }
    }

    static void requireSupported(String osName, String osArch) {
        if (!osName.toLowerCase(Locale.ROOT).startsWith("linux")) {
            throw new NativeAccessException("the VRRP runtime needs Linux (raw sockets, rtnetlink, epoll); this is "
                    + osName + ". The protocol engine and the simulator run everywhere");
        }
        if (!ARCHITECTURES.contains(osArch)) {
            throw new NativeAccessException(
                    "the VRRP runtime needs a 64-bit JVM on x86-64 or aarch64; this JVM is " + osArch);
        }
    }

    static boolean isX86(String osArch) {
        return osArch.equals("amd64") || osArch.equals("x86_64");
    }

    private static String explain(LinkageError e) {
        return "cannot load native code through JNA (" + rootMessage(e) + "). JNA unpacks a library into "
                + unpackDirectory()
                + ", which must be writable and on a file system mounted without noexec."
                + " Remedy: start java with -Djna.tmpdir=DIR naming such a directory,"
                + " or with -Djna.boot.library.path=DIR naming one that holds libjnidispatch.so";
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /** Where JNA unpacks to on Linux: its own property, else the user's cache directory. */
    private static Path unpackDirectory() {
        String explicit = System.getProperty("jna.tmpdir");
        if (explicit != null) {
            return Path.of(explicit);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home", "/"), ".cache")
                : Path.of(cache);
        return base.resolve("JNA").resolve("temp");
    }
}
