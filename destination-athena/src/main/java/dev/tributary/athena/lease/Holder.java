package dev.tributary.athena.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/**
 * A session of a process on a machine. The machine is empty where it can't be told from others; the process is told from a
 * later one with the same number by when it started.
 */
public record Holder(String user, String host, long pid, Instant startedAt, String machine, String session) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    /** A new session of this process. */
    public static Holder current() {
        ProcessHandle process = ProcessHandle.current();
        return new Holder(
                System.getProperty("user.name", ""),
                thisHost(),
                process.pid(),
                process.info().startInstant().orElse(Instant.EPOCH),
                thisMachine(),
                UUID.randomUUID().toString());
    }

    /** Whether the process ran on this machine and runs no longer. */
    public boolean isDeadHere() {
        return !machine.isEmpty()
                && machine.equals(thisMachine())
                && ProcessHandle.of(pid)
                        .flatMap(p -> p.info().startInstant())
                        .filter(startedAt::equals)
                        .isEmpty();
    }

    private static String thisHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String thisMachine() {
        try {
            return Files.readString(BOOT).strip() + "/" + Files.getAttribute(PROCESSES, "unix:ino");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "";
        }
    }
}
