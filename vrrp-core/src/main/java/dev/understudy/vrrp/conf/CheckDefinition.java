// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** Something that can be watched. Plain data: who runs it decides how. */
public sealed interface CheckDefinition permits PolledCheck, ProcessCheck, FileCheck, InterfaceCheck {
    /** Returns the name under which routers track it; of an interface, the interface's. */
    String name();
}
