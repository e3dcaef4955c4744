// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

/** A frame by which the observer learns that it has seen everything sent before. */
record WireMarker(long timeNanos, long number) {}
