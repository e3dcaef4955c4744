/**
 * Bytes to fields and back: VRRP version 2 and 3 over IPv4 and IPv6. Nothing here knows a clock, a thread or a socket; nothing on the
 * hot path allocates.
 */
package dev.understudy.vrrp.wire;
