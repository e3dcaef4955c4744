// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/** How a node ended, by the marks it left on disk (rabbit-recovery 3: {@code clean.dot}). */
public enum Shutdown {
    CLEAN,
    CRASH,
    UNKNOWN
}
