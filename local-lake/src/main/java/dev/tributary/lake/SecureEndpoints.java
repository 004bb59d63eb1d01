package dev.tributary.lake;

import dev.tributary.lake.tls.LakeCertificate;
import dev.tributary.lake.tls.TlsFront;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * S3 and Athena of a lake by HTTPS too, for clients that take nothing else, such as Athena's JDBC driver. They have to trust
 * the lake's own certificate.
 */
public final class SecureEndpoints implements AutoCloseable {

    private final LakeCertificate certificate;
    private final TlsFront s3;
    private final TlsFront athena;

    private SecureEndpoints(LakeCertificate certificate, TlsFront s3, TlsFront athena) {
        this.certificate = certificate;
        this.s3 = s3;
        this.athena = athena;
    }

    static SecureEndpoints start(Path folder, URI s3, int s3Port, URI athena, int athenaPort) throws IOException {
        LakeCertificate certificate = LakeCertificate.in(folder.resolve("tls"));
        TlsFront first = TlsFront.start(certificate, s3Port, s3);
        try {
            return new SecureEndpoints(certificate, first, TlsFront.start(certificate, athenaPort, athena));
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    /** The address of S3; buckets are named in the path. */
    public URI s3() {
        return s3.address();
    }

    /** The address of Athena. */
    public URI athena() {
        return athena.address();
    }

    /** What programs in Java have to trust, a PKCS12 file. */
    public Path trustStore() {
        return certificate.trustStore();
    }

    /** What opens the trust store. */
    public String trustStorePassword() {
        return LakeCertificate.PASSWORD;
    }

    /** What other programs have to trust, a PEM file. */
    public Path pem() {
        return certificate.pem();
    }

    @Override
    public void close() {
        s3.close();
        athena.close();
    }
}
