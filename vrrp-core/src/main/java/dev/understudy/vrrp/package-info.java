/** What a user of VRRP writes and reads: configuration, states, transitions and their causes. */
package dev.understudy.vrrp;
