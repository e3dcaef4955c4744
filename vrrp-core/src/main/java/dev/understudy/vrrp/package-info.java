/**
 * What a user of Understudy writes and reads: the configuration of a virtual router, its states, and what it reports. Nothing here
 * holds anything live.
 */
package dev.understudy.vrrp;
