/**
 * Checks that look at the world and report to {@link dev.understudy.vrrp.track.Tracker trackers}: a process, a port, an HTTP answer, a
 * script, a file. {@link dev.understudy.vrrp.check.CheckRunner} runs them, each at its own interval, and restarts what is supervised.
 * The one package of the core that has threads and touches processes, files and sockets.
 */
package dev.understudy.vrrp.check;
