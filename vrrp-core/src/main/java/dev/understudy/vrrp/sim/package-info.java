/**
 * A network in virtual time. Hosts run the production engine, turn, address holder and trackers over simulated ports; faults happen when
 * a test says so or when a seed does, and the same seed gives the same run. {@link dev.understudy.vrrp.sim.VirtualLan} is where to begin,
 * {@link dev.understudy.vrrp.sim.Invariants} says what must hold after every event.
 */
package dev.understudy.vrrp.sim;
