package dev.tributary.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLakeIT {

    @TempDir
    Path folder;

    @Test
    void saysWhichFolderCannotBeServedWhenAPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> LocalLake.start(on(port, 0)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("Cannot start the local lake in '" + folder + "': ");
            assertThatThrownBy(() -> LocalLake.start(on(0, port)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("Cannot start the local lake in '" + folder + "': ");
        }
    }

    @Test
    void listensOnTheGivenPortsAgainAfterClosing() {
        int port;
        try (LocalLake lake = LocalLake.start(on(0, 0))) {
            port = lake.s3Endpoint().getPort();
        }
        try (LocalLake lake = LocalLake.start(on(port, 0))) {
            assertThat(lake.s3Endpoint()).hasPort(port).hasHost("127.0.0.1");
        }
    }

    @Test
    void keepsTheSecretOutOfItsText() {
        assertThat(LocalLakeSettings.at(folder).toString()).doesNotContain("local-secret");
    }

    private LocalLakeSettings on(int s3Port, int gluePort) {
        return new LocalLakeSettings(folder, "us-east-1", "key", "secret", s3Port, gluePort, 0, null);
    }
}
