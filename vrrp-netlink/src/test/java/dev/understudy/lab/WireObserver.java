// SPDX-License-Identifier: Apache-2.0
package dev.understudy.lab;

import dev.understudy.lab.PcapReader.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Watches the bridge: every VRRP advertisement and ARP packet on it, with the kernel's receive stamp in nanoseconds. Thread-safe.
 *
 * <p>Records arrive some milliseconds after the frames. To show that something was <em>not</em> sent, call {@link #catchUp} first.
 */
public final class WireObserver implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Switch bridge;
    private final LabProcess tcpdump;
    private final Feed<WireAdvert> adverts = new Feed<>("adverts on the wire");
    private final Feed<WireArp> arps = new Feed<>("ARP on the wire");
    private final Feed<WireOddity> oddities = new Feed<>("odd frames on the wire");
    private final Feed<WireMarker> markers = new Feed<>("markers on the wire");
    private final Thread reader;
    private long lastMarker;

    private WireObserver(Switch bridge) {
        this.bridge = bridge;
        String filter = "ip proto 112 or ip6 proto 112 or arp or ether proto " + FrameDecoder.ETHERTYPE_MARKER;
        tcpdump = bridge.sandbox()
                .startWithRawOutput(
                        "wire",
                        List.of(
                                "tcpdump",
                                "-i",
                                Switch.BRIDGE,
                                "-n",
                                "-U",
                                "--immediate-mode",
                                "--time-stamp-precision=nano",
                                "-B",
                                "4096",
                                "-w",
                                "-",
                                filter));
        reader = new Thread(this::read, "lab-wire");
        reader.setDaemon(true);
        reader.start();
    }

    static WireObserver open(Switch bridge) {
        WireObserver observer = new WireObserver(bridge);
        observer.tcpdump.awaitLine("listening on", LIMIT);
        return observer;
    }

    /** All adverts so far, and waits for those to come. */
    public Feed<WireAdvert> adverts() {
        return adverts;
    }

    /** All ARP packets so far, and waits for those to come. */
    public Feed<WireArp> arps() {
        return arps;
    }

    /** Frames of VRRP or ARP that do not decode, in order. */
    public List<WireOddity> oddities() {
        return oddities.all();
    }

    /** The first advert that matches, seen already or within the time. */
    public WireAdvert awaitAdvert(String what, Duration timeout, Predicate<WireAdvert> wanted) {
        return adverts.await(what, timeout, wanted);
    }

    /** The first advert of the host stamped later than the given time. */
    public WireAdvert awaitAdvertFrom(LabHost host, long afterNanos, Duration timeout) {
        String what = "an advert of " + host + " after " + WallClock.show(afterNanos);
        return adverts.await(what, timeout, advert -> advert.isFrom(host) && advert.timeNanos() > afterNanos);
    }

    /** The first gratuitous ARP of the host for the address stamped later than the given time. */
    public WireArp awaitAnnouncement(LabHost host, String address, long afterNanos, Duration timeout) {
        String what = "a gratuitous ARP of " + host + " for " + address;
        return arps.await(what, timeout, arp -> isAnnouncement(arp, host, address) && arp.timeNanos() > afterNanos);
    }

    /** The host's adverts so far, in order. */
    public List<WireAdvert> advertsFrom(LabHost host) {
        return adverts.all(advert -> advert.isFrom(host));
    }

    /** The host's adverts stamped within the two times. */
    public List<WireAdvert> advertsFrom(LabHost host, long fromNanos, long toNanos) {
        return adverts.all(
                advert -> advert.isFrom(host) && advert.timeNanos() >= fromNanos && advert.timeNanos() <= toNanos);
    }

    /** The host's last advert stamped before the given time. */
    public Optional<WireAdvert> lastAdvertFrom(LabHost host, long beforeNanos) {
        List<WireAdvert> before = advertsFrom(host, Long.MIN_VALUE, beforeNanos - 1);
        return before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
    }

    /** The host's gratuitous ARPs for the address so far, in order. */
    public List<WireArp> announcements(LabHost host, String address) {
        return arps.all(arp -> isAnnouncement(arp, host, address));
    }

    /** The times between the host's adverts, in nanoseconds. */
    public List<Long> periodsNanos(LabHost host) {
        List<WireAdvert> sent = advertsFrom(host);
        List<Long> periods = new ArrayList<>();
        for (int i = 1; i < sent.size(); i++) {
            periods.add(sent.get(i).timeNanos() - sent.get(i - 1).timeNanos());
        }
        return periods;
    }

    /** Returns when every frame that was on the wire before the call has been recorded. */
    public synchronized void catchUp() {
        long number = ++lastMarker;
        ByteBuffer marker = ByteBuffer.allocate(PacketSender.SHORTEST_FRAME);
        marker.put(new byte[] {2, 0, 0, 0, (byte) 0xff, (byte) 0xff, 2, 0, 0, 0, 0, 0});
        marker.putShort((short) FrameDecoder.ETHERTYPE_MARKER).putLong(number);
        PacketSender.send(bridge.sandbox(), Switch.BRIDGE, marker.array());
        markers.await("marker " + number, LIMIT, seen -> seen.number() == number);
    }

    @Override
    public void close() {
        tcpdump.close();
    }

    private void read() {
        try {
            PcapReader pcap = new PcapReader(tcpdump.output());
            for (Frame frame = pcap.next(); frame != null; frame = pcap.next()) {
                record(FrameDecoder.decode(frame));
            }
        } catch (IOException closed) {
            // tcpdump was ended by close(); a wait that is under way fails by the end of the feeds
        } finally {
            List.<Feed<?>>of(adverts, arps, oddities, markers).forEach(Feed::end);
        }
    }

    private void record(Object seen) {
        if (seen instanceof WireAdvert advert) {
            adverts.add(advert);
        } else if (seen instanceof WireArp arp) {
            arps.add(arp);
        } else if (seen instanceof WireMarker marker) {
            markers.add(marker);
        } else {
            oddities.add((WireOddity) seen);
        }
    }

    private static boolean isAnnouncement(WireArp arp, LabHost host, String address) {
        return arp.isGratuitous()
                && arp.senderIp().equals(address)
                && arp.frameMac().equals(host.mac());
    }
}
