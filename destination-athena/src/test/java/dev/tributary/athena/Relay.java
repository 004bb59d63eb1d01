package dev.tributary.athena;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Stands before a server and passes on each request after a while, as if the server were far away. What a client sends after
 * an answer is its next request.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket front;
    private final URI server;
    private final Duration latency;
    private final BooleanSupplier passes;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** What is asked for each request tells whether it is passed on; it never is once the relay is closed. */
    Relay(URI server, Duration latency, BooleanSupplier passes) {
        this.server = server;
        this.latency = latency;
        this.passes = passes;
        try {
            this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + front.getLocalPort());
    }

    /** The most requests that were under way at one time since this was asked before. */
    int most() {
        return most.getAndSet(0);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = front.accept();
                Socket behind = new Socket(server.getHost(), server.getPort());
                client.setTcpNoDelay(true);
                behind.setTcpNoDelay(true);
                open.add(client);
                open.add(behind);
                AtomicBoolean asked = new AtomicBoolean();
                start(() -> copy(client, behind, () -> ask(asked)));
                start(() -> copy(behind, client, () -> answer(asked)));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private boolean ask(AtomicBoolean asked) {
        if (!asked.compareAndSet(false, true)) {
            return true;
        }
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        sleep();
        return passes.getAsBoolean() && !front.isClosed();
    }

    private void sleep() {
        try {
            Thread.sleep(latency.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answer(AtomicBoolean asked) {
        if (asked.compareAndSet(true, false)) {
            underWay.decrementAndGet();
        }
        return true;
    }

    private void copy(Socket from, Socket to, BooleanSupplier before) {
        byte[] bytes = new byte[64 << 10];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(bytes); read >= 0 && before.getAsBoolean(); read = in.read(bytes)) {
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException ended) {
            // One of the two has hung up, and the other's copy ends by that.
        } finally {
            open.remove(from);
        }
    }

    @Override
    public void close() {
        try {
            front.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
