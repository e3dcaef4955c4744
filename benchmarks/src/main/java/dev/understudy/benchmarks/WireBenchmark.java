// SPDX-License-Identifier: Apache-2.0
package dev.understudy.benchmarks;

import dev.understudy.vrrp.AddressFamily;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import dev.understudy.vrrp.wire.AdvertisementView;
import dev.understudy.vrrp.wire.AdvertisementWriter;
import dev.understudy.vrrp.wire.IpBits;
import dev.understudy.vrrp.wire.PacketContext;
import dev.understudy.vrrp.wire.ReceiveRules;
import dev.understudy.vrrp.wire.Verdict;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Bytes to fields and back: one advert written, one read with all receive rules and its checksum. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireBenchmark {
    /** v2 has a password, v3 and v6 have two addresses and a pseudo-header. */
    @Param({"v2", "v3", "v6"})
    public String kind;

    private final AdvertisementView view = new AdvertisementView();
    private final PacketContext context = new PacketContext();
    private final ByteBuffer target = ByteBuffer.allocateDirect(256);
    private final ByteBuffer received = ByteBuffer.allocateDirect(256);
    private AdvertisementWriter writer;
    private ReceiveRules rules;
    private int length;
    private long sourceHigh;
    private long sourceLow;
    private int priority;

    /** Writes the advert that is read. */
    @Setup
    public void prepare() {
        VirtualRouterConfig config = config();
        AddressFamily family = config.id().family();
        writer = new AdvertisementWriter(config);
        rules = new ReceiveRules(config);
        sourceHigh = family == AddressFamily.IPV6 ? 0xfe80_0000_0000_0000L : 0;
        sourceLow = Bench.PEER;
        length = writer.write(received, 20, 100, sourceHigh, sourceLow);
        context.from(family, sourceHigh, sourceLow, IpBits.groupHigh(family), IpBits.groupLow(family))
                .at(0, 255, 0);
        if (decodeAndVerify() != Verdict.ACCEPTED) {
            throw new IllegalStateException("the advert is not accepted");
        }
    }

    private VirtualRouterConfig config() {
        return switch (kind) {
            case "v2" ->
                VirtualRouterConfig.builder("eth0", 51)
                        .version(VrrpVersion.V2)
                        .password(new SimplePassword("s3cret"))
                        .address("198.51.100.1/24")
                        .address("198.51.100.2/24")
                        .build();
            case "v6" ->
                VirtualRouterConfig.builder("eth0", 51)
                        .address("fe80::1/64")
                        .address("2001:db8::1/64")
                        .build();
            default ->
                VirtualRouterConfig.builder("eth0", 51)
                        .address("198.51.100.1/24")
                        .address("198.51.100.2/24")
                        .build();
        };
    }

    /** One advert with its checksum. */
    @Benchmark
    public int encode() {
        priority = priority + 1 & 0xff;
        return writer.write(target, 20, priority, sourceHigh, sourceLow);
    }

    /** R1 to R14 on one advert. */
    @Benchmark
    public Verdict decodeAndVerify() {
        return rules.check(view.wrap(received, 20, length), context);
    }
}
