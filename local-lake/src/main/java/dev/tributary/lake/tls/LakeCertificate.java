package dev.tributary.lake.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 and localhost, signed by itself and kept in a folder with its key: {@code lake.p12}, which Java
 * takes as a trust store too, and {@code lake.pem} with the certificate alone for others.
 */
public final class LakeCertificate {

    /** It protects nothing: whoever can read the file can read the lake. */
    public static final String PASSWORD = "local-lake";

    private static final String ALIAS = "lake";
    private static final String DAYS = "3650";
    private static final long PATIENCE_SECONDS = 60;

    private final Path store;
    private final Path pem;

    private LakeCertificate(Path store, Path pem) {
        this.store = store;
        this.pem = pem;
    }

    /** The certificate of a folder, made when there is none yet. */
    public static LakeCertificate in(Path folder) throws IOException {
        Files.createDirectories(folder);
        LakeCertificate certificate = new LakeCertificate(folder.resolve("lake.p12"), folder.resolve("lake.pem"));
        if (!Files.exists(certificate.store)) {
            Path fresh = folder.resolve(UUID.randomUUID() + ".p12");
            make(fresh);
            Files.move(fresh, certificate.store, StandardCopyOption.ATOMIC_MOVE);
        }
        certificate.exportPem();
        return certificate;
    }

    /** The file to trust for programs in Java, opened by {@link #PASSWORD}. */
    public Path trustStore() {
        return store;
    }

    /** The file to trust for other programs. */
    public Path pem() {
        return pem;
    }

    /** What a server needs to show it. */
    SSLContext context() throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot use certificate '" + store + "': " + e.getMessage(), e);
        }
    }

    private void exportPem() throws IOException {
        try {
            byte[] encoded = load().getCertificate(ALIAS).getEncoded();
            Files.writeString(
                    pem,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot read certificate '" + store + "': " + e.getMessage(), e);
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** The JDK has no other way to make a certificate than by its tool. */
    private static void make(Path file) throws IOException {
        Process tool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-validity",
                        DAYS,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!tool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                tool.destroyForcibly();
                throw new IOException("Cannot make a certificate: keytool failed");
            }
        } catch (InterruptedException e) {
            tool.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Cannot make a certificate: interrupted", e);
        }
    }
}
