// SPDX-License-Identifier: Apache-2.0
/** Snapshots, plans and evidence as JSON texts. The only package that knows Jackson. */
package dev.understudy.rabbit.json;
