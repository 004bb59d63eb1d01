package dev.tributary.athena.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The JDK's HTTP client. The SDK sets it up for TLS, which reads the machine's certificates and takes longer than any request
 * to a lake on this machine; that waits for the first request that leaves the machine or is for HTTPS. Thread-safe.
 */
final class LoopbackHttp implements SdkHttpClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final Duration timeout;
    private final SdkHttpClient plain;
    private @Nullable SdkHttpClient full;

    /** Waits so long for an answer. */
    LoopbackHttp(Duration timeout) {
        this.timeout = timeout;
        this.plain = UrlConnectionHttpClient.create(this::connect);
    }

    private HttpURLConnection connect(URI address) {
        try {
            HttpURLConnection opened = (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
            opened.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
            opened.setReadTimeout((int) timeout.toMillis());
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPlainLoopback(SdkHttpRequest request) {
        return "http".equals(request.protocol()) && "127.0.0.1".equals(request.host());
    }

    private synchronized SdkHttpClient full() {
        if (full == null) {
            full = UrlConnectionHttpClient.builder().socketTimeout(timeout).build();
        }
        return full;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return (isPlainLoopback(request.httpRequest()) ? plain : full()).prepareRequest(request);
    }

    @Override
    public String clientName() {
        return plain.clientName();
    }

    @Override
    public synchronized void close() {
        plain.close();
        if (full != null) {
            full.close();
        }
    }
}
