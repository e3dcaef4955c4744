/**
 * Reading keepalived.conf: {@link dev.understudy.vrrp.conf.KeepalivedConf} reads one host's file, {@link
 * dev.understudy.vrrp.conf.PairCheck} compares the hosts of one virtual router, {@link dev.understudy.vrrp.conf.Repair} prints a pair as
 * it should have been. Everything yields plain data and {@link dev.understudy.vrrp.conf.Diagnostic diagnostics}: nothing here asks the
 * host, runs a check or reads a clock. Files are read through {@link dev.understudy.vrrp.conf.ConfSource}.
 */
package dev.understudy.vrrp.conf;
