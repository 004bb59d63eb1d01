package dev.tributary.normalize.bean;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one property of many beans. Each property has a class for itself, a copy of {@link PropertyLoopTemplate}, so that the
 * compiler knows the one method that its loop calls and can inline it; a loop that all properties shared could not be.
 * The method to call is the one that is for the property's type. What the getter throws, it throws, checked or not.
 */
public interface PropertyLoop {
    /** Reads an integer of each bean. */
    void longs(Object[] beans, long[] target);

    /** Reads a floating-point number of each bean. */
    void doubles(Object[] beans, double[] target);

    /** Reads a truth value of each bean. */
    void bools(Object[] beans, boolean[] target);

    /** Reads an object of each bean. */
    void objects(Object[] beans, @Nullable Object[] target);

    /** A loop over a getter, which takes an Object and returns a long, double, boolean or Object. */
    static PropertyLoop of(MethodHandle getter) {
        try {
            return (PropertyLoop) MethodHandles.lookup()
                    .defineHiddenClassWithClassData(Template.BYTES, getter, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a loop over " + getter, e);
        }
    }

    /** The class file to copy. */
    final class Template {
        private static final byte[] BYTES = read();

        private Template() {}

        private static byte[] read() {
            Class<?> template = PropertyLoopTemplate.class;
            try (InputStream file = template.getResourceAsStream(template.getSimpleName() + ".class")) {
                return Objects.requireNonNull(file).readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
