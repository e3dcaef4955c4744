/**
 * The protocol without I/O: a pure table of decisions ({@code StateTable}), a small mutable shell that applies them
 * ({@link dev.understudy.vrrp.engine.VirtualRouter}), many of those behind one heap of deadlines
 * ({@link dev.understudy.vrrp.engine.VrrpEngine}), and the order in which a loop must serve them
 * ({@link dev.understudy.vrrp.engine.Turn}). Time is always an argument; the world is reached through ports.
 */
package dev.understudy.vrrp.engine;
