// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files: reading ends, throws nothing, and what is not refused can be run. */
class FuzzTest {
    private static final int ROUNDS = 400;
    private static final String RICH =
            "$IF=eth0\n$V=x \\\n  y\n@node1 include inc\n@^node1 a\n~SEQ(i, 2) # $i\n~LST({a,b},{1,2}) ! $a\n"
                    + "global_defs {\nvrrp_version 3\nnotification_email {\na@b\n}\n}\n"
                    + "vrrp_script s {\nscript \"/bin/x 'a b' \\x41\"\nunderstudy_restart y\ngrace 3\nweight -5 reverse\n}\n"
                    + "vrrp_track_process p {\nprocess z\nquorum 2\n}\ntrack_file f {\nfile /x\ninit_file 3\n}\n"
                    + "vrrp_instance VI_${IF} {\nstate MASTER\ninterface $IF\nvirtual_router_id 5\npriority 90\nadvert_int 0.5\npreempt_delay 3\n"
                    + "track_script {\ns weight 3\n}\ntrack_process {\np\n}\ntrack_file {\nf\n}\ntrack_interface {\neth1 weight 2\n}\n"
                    + "virtual_ipaddress {\n192.0.2.10/24 dev eth1 brd + label a:b scope link\n192.0.2.11\n}\n"
                    + "virtual_ipaddress_excluded {\n2001:db8::1/64\n}\nmcast_src_ip 192.0.2.1\ngarp_master_repeat 3\n}\n"
                    + "virtual_server 1.2.3.4 80 {\nreal_server 1.2.3.5 80 {\n}\n}\n";
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "\"",
            "'",
            "\\",
            "#",
            "!",
            "$",
            "${",
            "$A=$A\n",
            "$A",
            "\n",
            " ",
            "\t",
            "@node1 ",
            "@^",
            "~SEQ(i, 9) ",
            "~LST(",
            "include ",
            "include host.conf\n",
            "//",
            "-1",
            "999999999999",
            "0",
            "\u0000",
            "\u4e2d",
            "\uFEFF",
            "weight",
            "vrrp_instance VI {",
            "::1",
            "/",
            "~SEQ(i,9999) ~SEQ(j,9999) $i $j\n",
            "~SEQ(i, 1, 3)",
            "${_RANDOM 1 2}",
            "</x",
            "virtual_ipaddress {\n",
            "native_ipv6\n");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedFiles(long seed) {
        Random random = new Random(seed);
        List<String> seeds =
                List.of(RICH, Confs.resource("tutorial/rabbitmq1.conf"), Confs.resource("tutorial/rabbitmq2.conf"));
        int built = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = damage(seeds.get(round % seeds.size()), random);
            KeepalivedConf conf = read(text, seed, round);
            if (!conf.refused()) {
                built++;
                assertThat(conf.routers()).as("seed %d, round %d", seed, round).isNotEmpty();
                assertThat(conf.routers().size())
                        .isEqualTo(conf.reading().instances.size());
            }
            assertThat(conf.diagnostics()).allSatisfy(d -> assertThat(d.line()).isPositive());
        }
        assertThat(built)
                .as("some must survive, or nothing but refusal is tested")
                .isBetween(ROUNDS / 50, ROUNDS - 50);
    }

    private static KeepalivedConf read(String text, long seed, int round) {
        try {
            KeepalivedConf conf = Confs.read(Map.of(Confs.FILE, text, "inc", "# included\n"));
            PairCheck.compare(List.of(conf, conf));
            for (Repair.File file : Repair.of(List.of(conf, Confs.read(text))).files()) {
                assertThat(repaired(file).refused()).as("%s", file.text()).isFalse();
            }
            return conf;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ", round " + round + ":\n" + text, e);
        }
    }

    private static KeepalivedConf repaired(Repair.File file) {
        Path path = file.of();
        return KeepalivedConf.read(path, ConfOptions.ofTexts(Map.of(path, file.text())));
    }

    private static String damage(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && damaged.length() > 0; i--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + 1 + random.nextInt(1 << random.nextInt(6)));
            switch (random.nextInt(5)) {
                case 0 -> damaged.delete(at, end);
                case 1 -> damaged.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> damaged.insert(random.nextInt(damaged.length()), damaged.substring(at, end));
                case 3 -> damaged.setCharAt(at, (char) random.nextInt(128));
                default -> {
                    int line = damaged.indexOf("\n", at);
                    damaged.insert(line < 0 ? 0 : line + 1, PIECES.get(random.nextInt(PIECES.size())));
                }
            }
        }
        return damaged.toString();
    }
}
