// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.netlink.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM whose temporary directory does not let it load code. */
class NativeAccessIT {
    @TempDir
    private Path directory;

    /** What the other JVM runs: twice, since a class that failed to load fails differently the second time. */
    public static final class Main {
        private Main() {}

        public static void main(String[] args) {
            for (int i = 0; i < 2; i++) {
                try {
                    NativeAccess.load();
                    System.out.println("loaded");
                } catch (NativeAccessException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void directoryMountedNoexecIsNamedWithItsRemedy() throws Exception {
        assertThat(run("mount -t tmpfs -o noexec tmpfs " + directory))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("cannot load native code through JNA (")
                        .contains("into " + directory + ",", "noexec", "Remedy: start java with -Djna.tmpdir=DIR"));
    }

    @Test
    void sameDirectoryServesWithoutNoexec() throws Exception {
        assertThat(run("mount -t tmpfs tmpfs " + directory)).containsExactly("loaded", "loaded");
    }

    private List<String> run(String mount) throws Exception {
        boolean able = Capabilities.read().sysAdmin();
        if (!able && Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError("CI=true, but mount namespaces need root");
        }
        assumeTrue(able, "SKIPPED: mount namespaces need root");
        String classPath = Stream.of(NativeAccess.class, NativeAccessIT.class, com.sun.jna.Native.class)
                .map(type -> Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().getPath()))
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = mount + " && exec " + java + " -Djna.tmpdir=" + directory + " -cp " + classPath + " '"
                + Main.class.getName() + "'";
        Process process = new ProcessBuilder("unshare", "--mount", "sh", "-c", command).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
