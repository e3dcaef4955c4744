// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import dev.understudy.vrrp.Notice;
import dev.understudy.vrrp.RouterState;
import dev.understudy.vrrp.Transition;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what each router sends against what it may send. */
final class NoBurst implements Witness {
    private final VirtualLan lan;
    private final Map<VirtualHost, Map<VirtualRouterId, Sender>> senders = new HashMap<>();
    /** Senders that have said in this event what only a change of state, still to come, makes right. */
    private final List<Sender> pledged = new ArrayList<>();

    /** One router's recent adverts. */
    private static final class Sender {
        private final VirtualHost host;
        private final long intervalNanos;
        private int life;
        private RouterState state = RouterState.INITIALIZE;
        private RouterState pledge;
        private long lastNanos = Long.MIN_VALUE / 2;
        private long beforeLastNanos = Long.MIN_VALUE / 2;
        private boolean answerAllowed;
        /** When a peer's advert was last answered (A11). */
        private final Map<String, Long> answered = new HashMap<>();

        private Sender(VirtualHost host, VirtualRouterConfig config) {
            this.host = host;
            this.intervalNanos = config.advertisementInterval().toNanos();
        }
    }

    NoBurst(VirtualLan lan) {
        this.lan = lan;
    }

    private Sender sender(VirtualHost host, VirtualRouterId id) {
        Map<VirtualRouterId, Sender> ofHost = senders.computeIfAbsent(host, h -> new HashMap<>());
        Sender sender = ofHost.computeIfAbsent(id, i -> new Sender(host, config(host, i)));
        if (sender.life != host.lives()) {
            sender.life = host.lives();
            sender.state = RouterState.INITIALIZE;
        }
        return sender;
    }

    private static VirtualRouterConfig config(VirtualHost host, VirtualRouterId id) {
        return host.routers().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static VirtualRouterId id(VirtualHost host, Packet packet) {
        return new VirtualRouterId(host.interfaceName(), packet.family(), packet.vrid());
    }

    @Override
    public void onRead(VirtualHost host, Packet packet) {
        Map<VirtualRouterId, Sender> known = senders.get(host);
        Sender sender = known == null || !packet.hasHeader() || packet.vrid() == 0 ? null : known.get(id(host, packet));
        if (sender == null || sender.state != RouterState.ACTIVE) {
            return;
        }
        if (packet.priority() == 0) {
            sender.answerAllowed = true;
            return;
        }
        Long last = sender.answered.get(packet.source());
        sender.answerAllowed = last == null || lan.nowNanos() - last >= sender.intervalNanos;
        if (sender.answerAllowed) {
            sender.answered.put(packet.source(), lan.nowNanos());
        }
    }

    @Override
    public void onNotice(VirtualHost host, Notice notice) {
        if (notice.kind() == Notice.Kind.PRIORITY) {
            sender(host, notice.router()).answerAllowed = true;
        }
    }

    @Override
    public void onTransition(VirtualHost host, Transition transition) {
        Sender sender = sender(host, transition.router());
        sender.state = transition.to();
        if (sender.pledge == transition.to()) {
            sender.pledge = null;
        }
    }

    @Override
    public void onSent(VirtualHost host, Packet packet) {
        Sender sender = sender(host, id(host, packet));
        if (packet.priority() == 0) {
            pledge(sender, RouterState.INITIALIZE);
        } else if (sender.state != RouterState.ACTIVE) {
            pledge(sender, RouterState.ACTIVE);
            sender.lastNanos = lan.nowNanos();
            sender.beforeLastNanos = Long.MIN_VALUE / 2;
        } else if (sender.answerAllowed) {
            sender.answerAllowed = false;
        } else {
            count(sender);
        }
    }

    private void pledge(Sender sender, RouterState state) {
        sender.pledge = state;
        pledged.add(sender);
    }

    /** A schedule on a grid, served late but within one interval, puts two adverts close together and never three. */
    private void count(Sender sender) {
        long now = lan.nowNanos();
        if (now - sender.beforeLastNanos < sender.intervalNanos) {
            throw new InvariantViolation(lan, sender.host + " sends three advertisements in less than one interval");
        }
        sender.beforeLastNanos = sender.lastNanos;
        sender.lastNanos = now;
    }

    @Override
    public void afterEvent() {
        for (Sender sender : pledged) {
            if (sender.pledge != null) {
                throw new InvariantViolation(
                        lan, sender.host + " has advertised as if it were becoming " + sender.pledge);
            }
        }
        pledged.clear();
    }
}
