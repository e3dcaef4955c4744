// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

import dev.understudy.vrrp.Announcements;
import dev.understudy.vrrp.ChecksumForm;
import dev.understudy.vrrp.SimplePassword;
import dev.understudy.vrrp.VirtualAddress;
import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VrrpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Writes one node's repaired file. */
final class RepairWriter {
    private static final Map<Integer, String> SCOPES = Map.of(200, "site", 253, "link", 254, "host");

    private final KeepalivedConf node;
    private final ToIntFunction<InstanceDraft> priorities;
    private final List<String> sharedSources;
    private final ConfWriter out = new ConfWriter();

    RepairWriter(KeepalivedConf node, ToIntFunction<InstanceDraft> priorities, List<String> sharedSources) {
        this.node = node;
        this.priorities = priorities;
        this.sharedSources = sharedSources;
    }

    String text() {
        out.comment("Made from " + node.file().getFileName() + ": the same virtual router, as it should have been.");
        out.comment(
                "Run it with Understudy: keepalived does not know the understudy_ lines and would run without the check.");
        RepairedChecks checks = new RepairedChecks(node.scripts(), out);
        if (node.reading().checkList.stream().anyMatch(checks::keepsScript)) {
            global();
        }
        node.reading().checkList.forEach(checks::write);
        node.reading().instances.forEach(this::instance);
        return out.text();
    }

    private void global() {
        GlobalDraft global = node.reading().global;
        if (global.scriptUser.isEmpty() && !global.scriptSecurity) {
            return;
        }
        out.open("global_defs");
        global.scriptUser.ifPresent(user -> out.line("script_user " + String.join(" ", user)));
        if (global.scriptSecurity) {
            out.line("enable_script_security");
        }
        out.close();
    }

    private void instance(InstanceDraft draft) {
        VirtualRouterConfig config = draft.router.orElseThrow().config();
        out.open("vrrp_instance " + draft.name);
        out.comment(
                "Every node is BACKUP and none preempts: MASTER would clear nopreempt, and a node that returns would");
        out.comment("take the address back from the one that serves it, a second interruption.");
        out.line("state BACKUP");
        out.line("nopreempt");
        out.comment("Apart from the other nodes': with equal priorities both become Active when they start together.");
        out.line("priority " + priorities.applyAsInt(draft));
        out.line("interface " + config.id().interfaceName());
        out.line("virtual_router_id " + config.id().vrid());
        if (config.version() == VrrpVersion.V3) {
            out.line("version 3");
        }
        out.line("advert_int " + Times.number(config.advertisementInterval()));
        source(draft);
        optional(draft, config);
        config.password().ifPresent(this::password);
        tracks(draft);
        addresses("virtual_ipaddress", draft.addresses);
        addresses("virtual_ipaddress_excluded", draft.excluded);
        out.close();
    }

    private void source(InstanceDraft draft) {
        draft.source.map(source -> source.getHostAddress()).ifPresent(source -> {
            if (sharedSources.contains(source)) {
                out.comment("mcast_src_ip " + source + " is left out: another node has the same, so it was copied.");
            } else {
                out.comment("This host's own address: nothing checks that, and a copied one makes two nodes Active.");
                out.line("mcast_src_ip " + source);
            }
        });
    }

    private void optional(InstanceDraft draft, VirtualRouterConfig config) {
        Announcements garp = config.announcements();
        if (!garp.equals(Announcements.DEFAULT)) {
            out.line("garp_master_repeat " + garp.repeat());
            out.line("garp_master_delay " + Times.number(garp.secondBurstAfter()));
            out.line("garp_master_refresh " + Times.number(garp.refresh()));
            out.line("garp_master_refresh_repeat " + garp.refreshRepeat());
        }
        if (config.checksumForm() == ChecksumForm.MESSAGE_ONLY) {
            out.line("v3_checksum_as_v2");
        }
        if (!draft.tracksInterface) {
            out.line("dont_track_primary");
        }
        if (draft.tracksSource) {
            out.line("track_src_ip");
        }
    }

    private void password(SimplePassword password) {
        out.comment("Kept, because a node without it would become Active as well. It travels in the clear.");
        out.open("authentication");
        out.line("auth_type PASS");
        out.line("auth_pass \"" + password.text() + '"');
        out.close();
    }

    private void tracks(InstanceDraft draft) {
        Map<String, String> blocks = Map.of(
                "vrrp_script",
                "track_script",
                "vrrp_track_process",
                "track_process",
                "track_file",
                "track_file",
                "vrrp_track_file",
                "track_file");
        for (String block : List.of("track_script", "track_process", "track_file", "track_interface")) {
            List<String> entries = new ArrayList<>();
            for (InstanceDraft.Track track : draft.tracks) {
                String of = track.draft().map(d -> blocks.get(d.kind())).orElse("track_interface");
                // The number in a file is a priority by its author's wish: only there the weight stays.
                boolean keep = track.check().check() instanceof FileCheck;
                if (of.equals(block)) {
                    entries.add(track.check().check().name()
                            + (keep
                                    ? " weight " + track.check().weight()
                                            + (track.check().reverse() ? " reverse" : "")
                                    : ""));
                }
            }
            if (!entries.isEmpty()) {
                out.open(block);
                entries.forEach(out::line);
                out.close();
            }
        }
    }

    private void addresses(String block, List<Setting<VirtualAddress>> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        out.open(block);
        for (Setting<VirtualAddress> setting : addresses) {
            VirtualAddress address = setting.value();
            out.line(address
                    + address.device().map(d -> " dev " + d).orElse("")
                    + address.broadcast().map(b -> " brd " + b.getHostAddress()).orElse("")
                    + address.label().map(l -> " label " + l).orElse("")
                    + (address.scope() == 0
                            ? ""
                            : " scope " + SCOPES.getOrDefault(address.scope(), Integer.toString(address.scope())))
                    + (address.prefixRoute() ? "" : " noprefixroute"));
        }
        out.close();
    }
}
