// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

/**
 * How a command ended.
 *
 * @param status its exit status
 * @param output both outputs, as they came
 */
public record Outcome(int status, String output) {}
