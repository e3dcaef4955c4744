// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

/** The story of a virtual address: what fails, who takes over, and why. */
final class Demo {
    private final long seed;
    private final Narrator narrator;
    private DemoPair pair;
    private int chapter;

    Demo(long seed, Narrator narrator) {
        this.seed = seed;
        this.narrator = narrator;
    }

    /** Returns the story as one text. */
    static String told(long seed) {
        StringWriter text = new StringWriter();
        new Demo(seed, new Narrator(new PrintWriter(text), 0)).tell();
        return text.toString();
    }

    void tell() {
        narrator.plain("Two hosts, rabbitmq1 and rabbitmq2, share the address 10.171.48.30. HAProxy runs on both.");
        narrator.plain("They run the files of examples/tutorial: VRRP 2, one advert a second, priorities 101 and 100,");
        narrator.plain(
                "nopreempt. Times are virtual seconds; everything but the network and the kernel is the real thing.");
        pair = new DemoPair(seed, false, narrator);
        election();
        restart();
        serviceFailure();
        repair();
        handOver();
        crash();
        freeze();
        partition();
        preemption();
        narrator.plain("");
        narrator.plain("The same on real hosts: examples/run doctor -f FILE, then examples/run run -f FILE.");
    }

    private void election() {
        chapter("Election", """
                Both start as Backup and listen for three adverts and the skew time, which is shorter for the
                higher priority. rabbitmq1 is first to find nobody there.""");
        pair.one.host().start();
        pair.two.host().start();
        run(10);
    }

    private void restart() {
        chapter("HAProxy dies and is restarted", """
                Two checks in a row fail, the supervisor runs the restart command, and HAProxy comes back
                within its grace time. The address stays where it is.""");
        pair.one.haproxy().fail();
        run(10);
    }

    private void serviceFailure() {
        chapter("HAProxy dies for good", """
                The restart does not help. After the grace time the check counts as failed: rabbitmq1 resigns
                with priority 0, and rabbitmq2 takes over after its skew time, not after three missing adverts.""");
        pair.one.haproxy().failForGood();
        run(16);
    }

    private void repair() {
        chapter("HAProxy is repaired", """
                rabbitmq1 joins again as Backup once two checks in a row are good. It does not take the address
                back (nopreempt): that would be a second interruption.""");
        pair.one.haproxy().repair();
        run(10);
    }

    private void handOver() {
        chapter("A planned hand-over", """
                rabbitmq2 is asked to stop (SIGTERM): it resigns, releases the address and ends. rabbitmq1 takes
                over after the skew time. Then rabbitmq2 is started again.""");
        pair.two.host().stop();
        run(4);
        pair.two.host().start();
        run(6);
    }

    private void crash() {
        chapter("The Active is killed", """
                Nobody says goodbye (SIGKILL): rabbitmq2 hears nothing for the down interval, 3.6 s, and claims the
                address. The dead host still has it in its kernel, but only until the lease runs out.""");
        pair.one.host().crash();
        run(8);
        pair.one.host().start();
        run(6);
    }

    private void freeze() {
        chapter("The Active is frozen and continued", """
                A frozen process (SIGSTOP, a very long pause) loses its address by the kernel's clock. When it goes
                on it first reads what it has missed and knows that it has missed something: no burst of adverts.""");
        pair.two.host().pause();
        run(8);
        pair.two.host().resume();
        run(4);
    }

    private void partition() {
        chapter("The network falls apart, and heals", """
                Each host hears nobody else and is Active on its own side. VRRP is not consensus: this is what it
                does. When the network heals the higher priority stays and the other one steps back at once.""");
        pair.lan.partition(pair.one.host());
        run(6);
        pair.lan.heal();
        run(4);
    }

    private void preemption() {
        chapter("Pre-emption", """
                A new network, and the same files without nopreempt: now the higher priority takes the address
                back as soon as its host returns.""");
        pair = new DemoPair(seed, true, narrator);
        pair.two.host().start();
        run(6);
        pair.one.host().start();
        run(6);
    }

    private void chapter(String title, String explanation) {
        narrator.chapter(++chapter, title, explanation);
    }

    private void run(int seconds) {
        pair.lan.run(Duration.ofSeconds(seconds));
        narrator.say(pair.holders());
    }
}
