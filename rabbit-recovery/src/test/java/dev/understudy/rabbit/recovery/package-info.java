// SPDX-License-Identifier: Apache-2.0
/** Real clusters brought back: observed, planned from what was observed alone, executed, and read back message by message. */
package dev.understudy.rabbit.recovery;
