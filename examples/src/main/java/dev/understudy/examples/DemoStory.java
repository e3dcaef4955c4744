// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import dev.understudy.examples.DemoPair.Node;
import dev.understudy.vrrp.VirtualRouterConfig;
import java.time.Duration;

/** The story of a virtual address: what fails, who takes over, and why. Each chapter begins where the last one ended. */
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
        use(new DemoPair(seed, text -> text));
        introduce();
        election();
        restart();
        failure();
        repair();
        handOver();
        crash();
        freeze();
        partition();
        preemption();
        narrator.text("");
        narrator.text("The same on real hosts: examples/run doctor -f FILE, then examples/run run -f FILE.");
    }

    private void use(DemoPair next) {
        pair = next;
        first = pair.first;
        second = pair.second;
        narrator.follow(pair);
    }

    private void introduce() {
        String address = first.address().address().getHostAddress();
        narrator.text("Two hosts, " + first.name() + " and " + second.name() + ", share the address " + address
                + ". HAProxy runs on both.");
        narrator.text("Times are virtual seconds; everything but the network and the kernel is the real thing.");
        for (Node node : pair.nodes()) {
            VirtualRouterConfig config = node.config();
            narrator.text("  examples/tutorial/" + node.name() + ".conf: VRRP "
                    + config.version().number() + ", an advert every "
                    + config.advertisementInterval().toSeconds() + " s, priority " + config.priority() + ", "
                    + (config.preempt() ? "preempt" : "nopreempt"));
        }
    }

    private void election() {
        narrator.chapter("Election", """
                Both start as Backup and listen for three adverts and the skew time, which is shorter for the
                higher priority. rabbitmq1 is first to find nobody there.""");
        narrator.act("both hosts start");
        first.host().start();
        second.host().start();
        end(8);
    }

    private void restart() {
        narrator.chapter("HAProxy dies and is restarted", """
                Two checks in a row fail, the supervisor runs the restart command, and HAProxy comes back
                within its grace time. The address stays where it is.""");
        narrator.act("HAProxy on " + first.name() + " is killed");
        first.haproxy().fail();
        end(10);
    }

    private void failure() {
        narrator.chapter("HAProxy dies for good", """
                The restart does not help. After the grace time the check counts as failed: rabbitmq1 resigns
                with priority 0, and rabbitmq2 takes over after its skew time, not after three missing adverts.""");
        narrator.act("HAProxy on " + first.name() + " breaks: no restart will help");
        first.haproxy().failForGood();
        end(16);
    }

    private void repair() {
        narrator.chapter("HAProxy is repaired", """
                rabbitmq1 joins again as Backup once two checks in a row are good. It does not take the address
                back (nopreempt): that would be a second interruption.""");
        narrator.act("HAProxy on " + first.name() + " is repaired");
        first.haproxy().repair();
        end(10);
    }

    private void handOver() {
        narrator.chapter("A planned hand-over", """
                Understudy on rabbitmq2 is asked to end: it resigns, releases the address and is gone. rabbitmq1
                takes over after the skew time.""");
        narrator.act("SIGTERM on " + second.name());
        second.host().stop();
        seconds(4);
        narrator.act(second.name() + " starts again");
        second.host().start();
        end(6);
    }

    private void crash() {
        narrator.chapter("The Active is killed", """
                Nobody says goodbye: rabbitmq2 hears nothing for the down interval, 3.6 s, and claims the address.
                The dead process leaves it in its kernel, but only until the lease runs out: no dead man answers.""");
        narrator.act("SIGKILL on " + first.name());
        first.host().crash();
        seconds(8);
        narrator.act(first.name() + " starts again");
        first.host().start();
        end(6);
    }

    private void freeze() {
        narrator.chapter("The Active is frozen and continued", """
                A frozen process (SIGSTOP, a very long pause) loses its address by the kernel's clock. When it goes
                on it first reads what it has missed, and yields: no burst of adverts, no second holder.""");
        narrator.act("SIGSTOP on " + second.name());
        second.host().pause();
        seconds(8);
        narrator.act("SIGCONT on " + second.name());
        second.host().resume();
        end(4);
    }

    private void partition() {
        narrator.chapter("The network falls apart, and heals", """
                Each host hears nobody else, and BOTH are Active, each on its own side: VRRP is no consensus and no
                lock. When the network heals the higher priority stays and the other one steps back.""");
        narrator.act("the network between the hosts is cut");
        pair.lan.partition(first.host());
        seconds(8);
        narrator.act("the network is mended");
        pair.lan.heal();
        end(4);
    }

    private void preemption() {
        narrator.chapter("Pre-emption", """
                A new network, and the same files without nopreempt: now the higher priority takes the address
                back as soon as its host returns, though it is well served.""");
        use(new DemoPair(seed, text -> text.replace("    nopreempt\n", "")));
        narrator.act(second.name() + " starts alone");
        second.host().start();
        seconds(6);
        narrator.countFromHere();
        narrator.act(first.name() + " starts");
        first.host().start();
        end(6);
    }

    private void seconds(int seconds) {
        pair.lan.run(Duration.ofSeconds(seconds));
    }

    private void end(int seconds) {
        seconds(seconds);
        narrator.verdict();
    }
}
