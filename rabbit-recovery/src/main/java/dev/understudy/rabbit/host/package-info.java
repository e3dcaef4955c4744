// SPDX-License-Identifier: Apache-2.0
/** Reaching the hosts of a cluster: lines of shell, here or elsewhere. */
package dev.understudy.rabbit.host;
