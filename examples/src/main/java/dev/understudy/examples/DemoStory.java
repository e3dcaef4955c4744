// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.examples.DemoPair.Node;
import dev.understudy.vrrp.VirtualRouterConfig;
import java.time.Duration;

/** What happens to the pair, chapter by chapter. Each chapter begins where the last one ended. */
final class DemoStory {
    private final DemoNarrator narrator;
    private final long seed;
    private DemoPair pair;
    private Node first;
    private Node second;

    DemoStory(DemoNarrator narrator, long seed) {
        this.narrator = narrator;
        this.seed = seed;
    }

    void tell() {
        pair = new DemoPair(seed, text -> text);
        first = pair.first;
        second = pair.second;
        introduce();
        narrator.follow(pair);
        election();
        restart();
        failure();
        handOver();
        crash();
        partition();
        preemption();
        narrator.text(
                "",
                "That was " + String.join(" and ", DemoPair.FILES) + " on a simulated network (seed " + seed + ").",
                "What ran is what runs on real hosts: the configuration reader, the protocol, the address keeper, the supervisor.");
    }

    private void introduce() {
        narrator.title("An address that follows the healthy host");
        narrator.text(
                "Two hosts run HAProxy. Clients know one address only, "
                        + first.address().address().getHostAddress() + ".",
                "One host is Active: it holds the address and says so once a second. The other is Backup and listens.",
                "Everything below happens in virtual time: seconds from the start, host, what happened and why.",
                "");
        for (Node node : pair.nodes()) {
            VirtualRouterConfig config = node.config();
            narrator.text(
                    "  " + node.name() + ".conf: router " + config.name() + " (" + config.id() + "), VRRP version "
                            + config.version().number() + ", priority " + config.priority() + ", "
                            + (config.preempt() ? "preempts" : "does not preempt"));
        }
    }

    private void seconds(long seconds) {
        pair.lan.run(Duration.ofSeconds(seconds));
    }

    private void election() {
        narrator.chapter(
                "Election",
                "Both start and listen. Nobody is heard for three intervals and a bit; the bit, the skew time, is",
                "shorter for the higher priority, so " + first.name() + " (101) is first.");
        narrator.act("both hosts start");
        first.host().start();
        second.host().start();
        seconds(8);
        narrator.verdict();
    }

    private void restart() {
        narrator.chapter(
                "HAProxy dies and is restarted",
                "Two checks in a row find it dead. It is started again where it was; the address need not move.");
        narrator.act("HAProxy on " + first.name() + " is killed");
        first.haproxy().fail();
        seconds(10);
        narrator.verdict();
    }

    private void failure() {
        narrator.chapter(
                "HAProxy dies and cannot be restarted",
                "The restart is given its grace time. Then " + first.name() + " says goodbye with priority 0, and "
                        + second.name(),
                "waits for the skew time only.");
        narrator.act("HAProxy on " + first.name() + " breaks: no restart will help");
        first.haproxy().failForGood();
        seconds(19);
        narrator.verdict();
    }

    private void handOver() {
        narrator.chapter(
                "Repair, and a hand-over on request",
                "Repaired, " + first.name()
                        + " is fit again, but leaves the address where it is served (nopreempt): no second",
                "interruption. Then " + second.name() + " is taken down for maintenance and hands over.");
        narrator.act("HAProxy on " + first.name() + " is repaired");
        first.haproxy().repair();
        seconds(10);
        narrator.act("Understudy on " + second.name() + " is asked to end (SIGTERM)");
        second.host().stop();
        seconds(5);
        narrator.act("Understudy on " + second.name() + " starts again");
        second.host().start();
        seconds(5);
        narrator.verdict();
    }

    private void crash() {
        narrator.chapter(
                "Crash",
                "A killed process says no goodbye and leaves the address behind; a dead man would go on answering.",
                "But the address was bound with a lease: the kernel itself takes it away when nobody renews it.");
        narrator.act("Understudy on " + first.name() + " is killed (SIGKILL)");
        first.host().crash();
        seconds(10);
        narrator.act("Understudy on " + first.name() + " starts again");
        first.host().start();
        seconds(10);
        narrator.verdict();
    }

    private void partition() {
        narrator.chapter(
                "Partition",
                "The cable between the hosts is cut, and both live. Neither can know about the other, so BOTH become",
                "Active: VRRP is no consensus and no lock. Mended, the higher priority stays and the lower one yields.");
        narrator.act("the network between " + first.name() + " and " + second.name() + " is cut");
        pair.lan.partition(first.host());
        seconds(12);
        narrator.act("the network is mended");
        pair.lan.heal();
        seconds(6);
        narrator.verdict();
    }

    private void preemption() {
        narrator.chapter(
                "Pre-emption",
                "The same two files without nopreempt: now the higher priority takes the address whenever it can,",
                "also when the address is well served elsewhere.");
        pair = new DemoPair(seed, text -> text.replace("    nopreempt\n", ""));
        first = pair.first;
        second = pair.second;
        narrator.follow(pair);
        narrator.act(second.name() + " starts alone");
        second.host().start();
        seconds(8);
        narrator.countFromHere();
        narrator.act(first.name() + " starts");
        first.host().start();
        seconds(8);
        narrator.verdict();
    }
}
