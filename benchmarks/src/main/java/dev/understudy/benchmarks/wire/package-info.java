// SPDX-License-Identifier: Apache-2.0
/** The wire lab: Understudy and keepalived on the same configuration, timed by the kernel's stamps of what they send. */
package dev.understudy.benchmarks.wire;
