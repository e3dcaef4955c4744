// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which host hears which: a path for each ordered pair. */
final class Topology {
    private final List<List<Path>> paths = new ArrayList<>();
    private LinkProfile everywhere = LinkProfile.GOOD;
    private boolean calm = true;
    /** What {@link #parts} found for these hosts; null when something has changed since. */
    private List<Set<Integer>> parts;

    private Set<Integer> partsOf;

    /** The way from one host to another; the way back is another path. */
    static final class Path {
        LinkProfile profile;
        boolean cut;
        /** When the last packet that keeps its order arrives. */
        long lastArrivalNanos;

        private Path(LinkProfile profile) {
            this.profile = profile;
        }
    }

    void addHost() {
        int hosts = paths.size() + 1;
        paths.add(new ArrayList<>());
        for (List<Path> row : paths) {
            while (row.size() < hosts) {
                row.add(new Path(everywhere));
            }
        }
        changed();
    }

    Path path(int from, int to) {
        return paths.get(from).get(to);
    }

    void profile(int from, int to, LinkProfile profile) {
        path(from, to).profile = profile;
        changed();
    }

    void profileEverywhere(LinkProfile profile) {
        everywhere = profile;
        paths.forEach(row -> row.forEach(path -> path.profile = profile));
        changed();
    }

    void cut(int from, int to) {
        path(from, to).cut = true;
        changed();
    }

    void heal() {
        paths.forEach(row -> row.forEach(path -> path.cut = false));
        changed();
    }

    private void changed() {
        parts = null;
        calm = paths.stream().allMatch(row -> row.stream().allMatch(path -> path.cut || path.profile.isCalm()));
    }

    boolean isCalm() {
        return calm;
    }

    /**
     * Returns the parts whose hosts all hear each other, and nobody else in either direction. Hosts that belong to no such part, because
     * somebody hears them and is not heard, are left out: nothing can be promised for them.
     *
     * @param up the hosts whose link is up
     */
    List<Set<Integer>> parts(Set<Integer> up) {
        if (parts == null || !up.equals(partsOf)) {
            parts = findParts(up);
            partsOf = up;
        }
        return parts;
    }

    private List<Set<Integer>> findParts(Set<Integer> up) {
        List<Set<Integer>> found = new ArrayList<>();
        Set<Integer> left = new TreeSet<>(up);
        while (!left.isEmpty()) {
            Set<Integer> part = reachable(left.iterator().next(), up);
            left.removeAll(part);
            if (part.stream().allMatch(a -> part.stream().allMatch(b -> a.equals(b) || !path(a, b).cut))) {
                found.add(part);
            }
        }
        return found;
    }

    private Set<Integer> reachable(int first, Set<Integer> up) {
        Set<Integer> part = new TreeSet<>(Set.of(first));
        List<Integer> toVisit = new ArrayList<>(part);
        while (!toVisit.isEmpty()) {
            int host = toVisit.remove(toVisit.size() - 1);
            for (int other : up) {
                if ((!path(host, other).cut || !path(other, host).cut) && part.add(other)) {
                    toVisit.add(other);
                }
            }
        }
        return part;
    }
}
