package dev.tributary.athena.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A client that outlives those who borrow it: their {@code close} does nothing. Iceberg closes what it is given. */
final class Unclosed {
    private Unclosed() {}

    static <T> T of(Class<T> type, T client) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
