// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

/**
 * A frame that no decoder can make sense of.
 *
 * @param timeNanos the kernel's receive stamp
 * @param sourceMac source of the frame
 * @param why what is wrong with it
 * @param hex the whole frame
 */
public record WireOddity(long timeNanos, String sourceMac, String why, String hex) {}
