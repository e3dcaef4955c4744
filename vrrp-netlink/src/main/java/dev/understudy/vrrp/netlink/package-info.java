/** The Linux runtime: one loop thread that moves virtual addresses with the state of their routers. */
package dev.understudy.vrrp.netlink;
