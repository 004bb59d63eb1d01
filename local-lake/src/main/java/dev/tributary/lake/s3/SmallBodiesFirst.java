package dev.tributary.lake.s3;

import java.lang.reflect.Field;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.server.handler.EagerContentHandler;
import org.gaul.shaded.org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;

/**
 * Reads the body of a PUT, as far as it is small, before S3Proxy sees the request. S3Proxy refuses some requests without
 * reading their body ({@code If-Match}, wrong keys, a missing bucket); a client that is still writing then sees a broken
 * connection instead of the answer, and may send again what was already done.
 */
final class SmallBodiesFirst {

    /** Larger bodies come with {@code Expect: 100-continue}, so their clients hear of a refusal before they write. */
    private static final long SMALL_BYTES = 1 << 20;

    private SmallBodiesFirst() {}

    static void install(S3Proxy proxy) {
        Server server = server(proxy);
        EagerContentHandler eager =
                new EagerContentHandler(server.getHandler(), new RetainedContentLoaderFactory(SMALL_BYTES, -1, false));
        eager.includeMethod("PUT");
        server.setHandler(eager);
    }

    /** S3Proxy builds its server itself and has no accessor for it. */
    private static Server server(S3Proxy proxy) {
        try {
            Field field = S3Proxy.class.getDeclaredField("server");
            field.setAccessible(true);
            return (Server) field.get(proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot reach the server of S3Proxy: " + e.getMessage(), e);
        }
    }
}
