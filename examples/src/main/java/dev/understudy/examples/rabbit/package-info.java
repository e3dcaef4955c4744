// SPDX-License-Identifier: Apache-2.0
/** The commands {@code understudy rabbit ...}. */
package dev.understudy.examples.rabbit;
