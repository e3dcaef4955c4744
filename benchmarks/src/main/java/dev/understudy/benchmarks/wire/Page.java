// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

/** What a figure shows that is no comparison of the two programs. */
interface Page {
    /** In Markdown. */
    String table();

    /** As SVG. */
    String drawing();
}
