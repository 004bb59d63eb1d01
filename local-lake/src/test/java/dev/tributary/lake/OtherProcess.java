package dev.tributary.lake;

import java.nio.file.Path;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A process of its own that counts on a lake, telling after each step how far it is. */
final class OtherProcess {

    private OtherProcess() {}

    public static void main(String[] args) {
        int times = Integer.parseInt(args[1]);
        try (LocalLake lake = LocalLake.start(LocalLakeSettings.at(Path.of(args[0])));
                S3Client s3 = Clients.s3(lake);
                GlueClient glue = Clients.glue(lake)) {
            for (int i = 1; i <= times; i++) {
                Counters.countObject(s3, 1);
                Counters.countTable(glue, 1);
                System.out.println(i);
            }
        }
    }

    static Process start(Path folder, int times) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        folder.toString(),
                        String.valueOf(times))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
