// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

/**
 * One of the tutorial's cases, in words. What the disks say and which plan it makes is not told here: it comes from the bundled snapshot.
 *
 * @param number from 1
 * @param title which case
 * @param happened what happened
 * @param tempting the wrong way that suggests itself, and what becomes of it
 */
record RabbitDemoCase(int number, String title, String happened, String tempting) {
    String resource() {
        return "rabbit/case" + number + ".json";
    }
}
