// SPDX-License-Identifier: Apache-2.0
/**
 * A cluster that exists in memory only: what real ones did (rabbit-recovery 1 and 4) as rules that a plan can be run against. No I/O, no
 * clock, no thread; time passes where {@code windowExpires} says so. Written from the measurements, not from the planner.
 */
package dev.understudy.rabbit.model;
