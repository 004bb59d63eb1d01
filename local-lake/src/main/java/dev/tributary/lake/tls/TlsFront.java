package dev.tributary.lake.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port on loopback that speaks TLS and hands on what it hears to an endpoint without. The endpoint sees the client's own
 * requests, signatures and host names among them. Thread-safe.
 */
public final class TlsFront implements AutoCloseable {

    private final ServerSocket server;
    private final URI behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsFront(ServerSocket server, URI behind) {
        this.server = server;
        this.behind = behind;
    }

    /**
     * Starts.
     *
     * @param port the port, 0 for any free one
     * @param behind the endpoint that it hands on to
     */
    public static TlsFront start(LakeCertificate certificate, int port, URI behind) throws IOException {
        ServerSocket server = certificate
                .context()
                .getServerSocketFactory()
                .createServerSocket(port, 0, InetAddress.getLoopbackAddress());
        TlsFront front = new TlsFront(server, behind);
        front.daemon("local-tls", front::accept);
        return front;
    }

    /** Where clients reach it. */
    public URI address() {
        return URI.create("https://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                daemon("local-tls-client", () -> serve(client));
            } catch (IOException e) {
                // The front was closed, or a client gave up before it was heard.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket endpoint = new Socket(behind.getHost(), behind.getPort())) {
            open.add(endpoint);
            client.setTcpNoDelay(true);
            endpoint.setTcpNoDelay(true);
            daemon("local-tls-answers", () -> pass(endpoint, client));
            pass(client, endpoint);
            open.remove(endpoint);
        } catch (IOException e) {
            // Both sides are closed; the client sees the connection end.
        } finally {
            open.remove(client);
        }
    }

    /** Hands on all that one side says, and with its end ends both. */
    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side has gone: so does the other.
        }
    }

    private void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closeQuietly(server::close);
        open.forEach(socket -> closeQuietly(socket::close));
    }

    private interface Closing {
        void run() throws IOException;
    }

    private static void closeQuietly(Closing closing) {
        try {
            closing.run();
        } catch (IOException e) {
            // There is nothing left to close.
        }
    }
}
