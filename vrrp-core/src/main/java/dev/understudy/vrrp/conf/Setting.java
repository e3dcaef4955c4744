// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** A value and where it was written. */
record Setting<T>(T value, Place place) {}
