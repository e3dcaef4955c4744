/**
 * A small network of real Linux hosts for tests. A host is a net, PID, mount, UTS and IPC namespace on a bridge; the wire is watched with
 * kernel time stamps; everything is gone when the {@link dev.understudy.lab.Lab} is closed, or when the test's JVM dies.
 *
 * <p>All times are nanoseconds of the wall clock (CLOCK_REALTIME), the clock of the kernel's packet stamps: see
 * {@link dev.understudy.lab.WallClock}. Nothing here uses the product's own codec: the decoder is the oracle the product is judged by.
 */
package dev.understudy.lab;
