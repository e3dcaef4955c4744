/**
 * Who holds which address: compares what should be with what the kernel says, and owns bind, lease, put-back, ledger and announcement
 * (K rules). Pure: the kernel is a port, time is an argument, and the simulator runs the same code.
 */
package dev.understudy.vrrp.address;
