// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks.wire;

import java.util.List;

/** The keepalived.conf that both programs read. */
final class Conf {
    static final String PATH = "/etc/keepalived/keepalived.conf";
    /** The routers that one link has numbers for. */
    static final int ROUTERS_PER_LINK = 255;

    private Conf() {}

    /** One router on one link. */
    static String one(String interfaceName, int priority, Interval interval, String virtualAddress) {
        return instance("VI_1", interfaceName, 1, priority, interval, virtualAddress);
    }

    /** One router for each interval on one link, numbered from 1 in this order. */
    static String intervals(String interfaceName, int priority, List<Interval> intervals) {
        StringBuilder text = new StringBuilder();
        for (int vrid = 1; vrid <= intervals.size(); vrid++) {
            text.append(instance(
                    "VI_" + vrid, interfaceName, vrid, priority, intervals.get(vrid - 1), addressOf(vrid) + "/24"));
        }
        return text.toString();
    }

    /** The virtual address of a router of {@link #intervals}. */
    static String addressOf(int vrid) {
        return "10.171.48." + (100 + vrid);
    }

    /** Many routers, on the links l0, l1 ... with as many on each as there are numbers. */
    static String many(int routers, int priority, Interval interval) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < routers; i++) {
            int link = i / ROUTERS_PER_LINK;
            int vrid = i % ROUTERS_PER_LINK + 1;
            text.append(instance(
                    "VI_" + link + "_" + vrid,
                    Links.nameOf(link),
                    vrid,
                    priority,
                    interval,
                    Links.networkOf(link) + ".1." + vrid + "/16"));
        }
        return text.toString();
    }

    private static String instance(
            String name, String interfaceName, int vrid, int priority, Interval interval, String virtualAddress) {
        return """
                vrrp_instance %s {
                    state BACKUP
                    interface %s
                    virtual_router_id %d
                    priority %d
                    version 3
                    advert_int %s
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(name, interfaceName, vrid, priority, interval.seconds(), virtualAddress);
    }
}
