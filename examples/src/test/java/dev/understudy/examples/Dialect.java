// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.lab.Intervals;

/** The versions of the protocol that two implementations are compared in, each with the interval the tests use. */
enum Dialect {
    V2_PASS(100),
    V3(50);

    private final int intervalCentis;

    Dialect(int intervalCentis) {
        this.intervalCentis = intervalCentis;
    }

    /** A keepalived.conf for the interface eno1 with one virtual address. */
    String configuration(int vrid, int priority, String virtualAddress) {
        String particulars = this == V3 ? """
                    version 3
                    advert_int 0.%d
                """.formatted(intervalCentis) : """
                    advert_int 1
                    authentication {
                        auth_type PASS
                        auth_pass 123456
                    }
                """;
        return """
                vrrp_instance VI_1 {
                    state BACKUP
                    interface eno1
                    virtual_router_id %d
                    priority %d
                %s
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(vrid, priority, particulars, virtualAddress);
    }

    long intervalNanos() {
        return intervalCentis * 10_000_000L;
    }

    /** P3. */
    long skewNanos(int priority) {
        return this == V3 ? Intervals.skewV3Nanos(priority, intervalCentis) : Intervals.skewV2Nanos(priority);
    }

    /** P4. */
    long downNanos(int priority) {
        return this == V3
                ? Intervals.downV3Nanos(priority, intervalCentis)
                : Intervals.downV2Nanos(priority, intervalCentis / 100);
    }
}
