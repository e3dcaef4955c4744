/**
 * The Linux runtime: {@link dev.understudy.vrrp.netlink.VrrpRuntime} joins the engine to raw sockets, netlink and ARP, on one thread of
 * its own.
 */
package dev.understudy.vrrp.netlink;
