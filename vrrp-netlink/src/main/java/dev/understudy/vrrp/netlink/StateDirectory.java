// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink;

import dev.understudy.vrrp.VirtualRouterConfig;
import dev.understudy.vrrp.VirtualRouterId;
import dev.understudy.vrrp.netlink.VrrpOpenException.Reason;
import dev.understudy.vrrp.netlink.linux.KernelException;
import dev.understudy.vrrp.netlink.linux.LockFile;
import dev.understudy.vrrp.netlink.linux.ProcFacts;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of locks and ledgers: one file for each network namespace, interface, family and VRID. A second instance is refused, and
 * what a dead one has left bound is cleaned up by the next one that comes by.
 */
final class StateDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
    private static final String SUFFIX = ".ledger";
    private static final int EACCES = 13;
    private static final int TRIES = 5;
    private static final long BETWEEN_TRIES_NANOS = 40_000_000L;

    private final Path directory;
    private final String bootId;
    private final long namespace;
    private final StaleAddresses stale;

    private StateDirectory(Path directory, String bootId, long namespace, StaleAddresses stale) {
        this.directory = directory;
        this.bootId = bootId;
        this.namespace = namespace;
        this.stale = stale;
    }

    static StateDirectory open(Path directory, StaleAddresses stale) throws VrrpOpenException {
        try {
            Files.createDirectories(directory);
            return new StateDirectory(directory, ProcFacts.bootId(), ProcFacts.networkNamespace(), stale);
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static VrrpOpenException unusable(Path directory, IOException e) {
        boolean denied =
                e instanceof AccessDeniedException || e instanceof KernelException kernel && kernel.errno() == EACCES;
        String why = denied ? "permission denied" : e.getMessage();
        return new VrrpOpenException(
                denied ? Reason.PRIVILEGE : Reason.SYSTEM,
                "state directory " + directory + " cannot be used: " + why + "; choose another one (--state-dir)",
                e);
    }

    /** Claims all routers or none. */
    List<RouterClaim> claim(List<RouterSetup> routers) throws VrrpOpenException {
        List<RouterClaim> claims = new ArrayList<>();
        try {
            LockFile.expect(routers.size(), stale.fd());
            for (RouterSetup router : routers) {
                claims.add(take(router.config().id()));
            }
            long pid = ProcFacts.pid();
            long startTicks = ProcFacts.startTicks(pid).orElse(-1);
            for (int i = 0; i < claims.size(); i++) {
                VirtualRouterConfig config = routers.get(i).config();
                cleanUp(claims.get(i));
                claims.get(i).begin(LedgerContent.of(bootId, namespace, config, pid, startTicks));
            }
            sweep(claims.stream().map(RouterClaim::file).collect(Collectors.toSet()));
            return claims;
        } catch (IOException e) {
            claims.forEach(RouterClaim::close);
            throw unusable(directory, e);
        } catch (VrrpOpenException e) {
            claims.forEach(RouterClaim::close);
            throw e;
        }
    }

    private RouterClaim take(VirtualRouterId id) throws VrrpOpenException, IOException {
        Path file = directory.resolve(prefix() + id.interfaceName() + '-' + id.family() + '-' + id.vrid() + SUFFIX);
        Optional<RouterClaim> claim = RouterClaim.tryTake(file);
        // Somebody else's sweep takes a free lock for a moment.
        for (int i = 0; claim.isEmpty() && i < TRIES; i++) {
            LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            claim = RouterClaim.tryTake(file);
        }
        if (claim.isEmpty()) {
            throw new VrrpOpenException(
                    Reason.HELD_ELSEWHERE, "router " + id + " is held by another instance, " + holder(file));
        }
        return claim.get();
    }

    private String prefix() {
        return namespace + "-";
    }

    private static String holder(Path file) {
        try {
            LedgerContent content = LedgerContent.parse(Files.readString(file));
            return "pid " + content.pid() + " (" + file + ')';
        } catch (IOException | IllegalArgumentException e) {
            return "which has just begun (" + file + ')';
        }
    }

    /** Removes what the last owner of a ledger has left bound; its lock is ours, so it is dead. */
    private void cleanUp(RouterClaim claim) throws IOException {
        String text = claim.previousText();
        if (text.isEmpty()) {
            return;
        }
        LedgerContent content;
        try {
            content = LedgerContent.parse(text);
        } catch (IllegalArgumentException e) {
            Path copy = claim.setAside();
            LOG.warn(
                    "A ledger makes no sense and is set aside as {}: {}. Look for stale addresses.",
                    copy,
                    e.getMessage());
            return;
        }
        if (content.bootId().equals(bootId) && content.namespace() == namespace) {
            stale.remove(content);
        }
    }

    /** Cleans up after routers that are no longer configured, if nobody runs them. */
    private void sweep(Set<Path> own) throws IOException {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory, file -> !own.contains(file) && isLedger(file))) {
            for (Path file : files) {
                Optional<RouterClaim> claim;
                try {
                    claim = RouterClaim.tryTake(file);
                } catch (KernelException e) {
                    LOG.warn("The ledger {} cannot be looked at: {}", file, e.getMessage());
                    continue;
                }
                if (claim.isPresent()) {
                    try (RouterClaim taken = claim.get()) {
                        cleanUp(taken);
                        taken.discard();
                    }
                }
            }
        }
    }

    private boolean isLedger(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(prefix()) && name.endsWith(SUFFIX);
    }
}
