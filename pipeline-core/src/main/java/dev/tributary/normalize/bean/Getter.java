package dev.tributary.normalize.bean;

import dev.tributary.coerce.Inference;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads one property of a Java record or bean, primitives unboxed. It is bound to the method like a method reference where
 * the class lets us, and calls it by a method handle otherwise. What the method throws, it throws, checked or not.
 */
public sealed interface Getter {
    /** A property of type byte, short, int or long. */
    record Integers(ToLongFunction<Object> function, MethodHandle handle) implements Getter {
        @Override
        public Object get(Object bean) {
            return function.applyAsLong(bean);
        }

        @Override
        public Form form() {
            return Form.INTEGER;
        }
    }

    /** A property of type double, or of type float: single. */
    record Floats(ToDoubleFunction<Object> function, MethodHandle handle, boolean single) implements Getter {
        @Override
        public Object get(Object bean) {
            double value = function.applyAsDouble(bean);
            return single ? (Object) (float) value : value;
        }

        @Override
        public Form form() {
            return Form.FLOATING;
        }
    }

    /** A property of type boolean. */
    record Bools(Predicate<Object> function, MethodHandle handle) implements Getter {
        @Override
        public Object get(Object bean) {
            return function.test(bean);
        }

        @Override
        public Form form() {
            return Form.BOOL;
        }
    }

    /** A property that is an object, of the form that all those have which it can be, else of any: SCALAR. */
    record Objects(Function<Object, @Nullable Object> function, MethodHandle handle, Form form) implements Getter {
        @Override
        public @Nullable Object get(Object bean) {
            return function.apply(bean);
        }
    }

    /** The property as an object; an integer as a Long. */
    @Nullable
    Object get(Object bean);

    /** What the values are. */
    Form form();

    /** Takes a bean as an Object; returns a long, double, boolean or Object. */
    MethodHandle handle();

    /** The getter of a method without parameters. */
    static Getter of(Method method) throws IllegalAccessException {
        Class<?> type = method.getReturnType();
        if (type == boolean.class) {
            MethodHandle handle = handle(method, boolean.class);
            return new Bools(bound(method, Predicate.class, "test", handle, Getter::bools), handle);
        }
        if (type == double.class) {
            MethodHandle handle = handle(method, double.class);
            return new Floats(
                    bound(method, ToDoubleFunction.class, "applyAsDouble", handle, Getter::floats), handle, false);
        }
        if (type == float.class) {
            MethodHandle handle = MethodHandles.filterReturnValue(handle(method, Number.class), asShown());
            return new Floats(floats(handle), handle, true);
        }
        if (type.isPrimitive() && type != char.class) {
            MethodHandle handle = handle(method, long.class);
            return new Integers(bound(method, ToLongFunction.class, "applyAsLong", handle, Getter::integers), handle);
        }
        MethodHandle handle = handle(method, Object.class);
        return new Objects(bound(method, Function.class, "apply", handle, Getter::objects), handle, Form.ofAll(type));
    }

    /** Turns a float into the double that shows the same digits. */
    private static MethodHandle asShown() throws IllegalAccessException {
        try {
            return MethodHandles.lookup()
                    .findStatic(Inference.class, "floating", MethodType.methodType(double.class, Number.class));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle handle(Method method, Class<?> result) throws IllegalAccessException {
        MethodHandle handle;
        try {
            handle = MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup())
                    .unreflect(method);
        } catch (IllegalAccessException closed) {
            method.setAccessible(true);
            handle = MethodHandles.lookup().unreflect(method);
        }
        return handle.asType(MethodType.methodType(result, Object.class));
    }

    @SuppressWarnings("unchecked")
    private static <F> F bound(
            Method method,
            Class<? super F> function,
            String name,
            MethodHandle handle,
            Function<MethodHandle, F> otherwise) {
        try {
            Lookup lookup = MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup());
            return (F) LambdaMetafactory.metafactory(
                            lookup,
                            name,
                            MethodType.methodType(function),
                            handle.type(),
                            lookup.unreflect(method),
                            handle.type().changeParameterType(0, method.getDeclaringClass()))
                    .getTarget()
                    .invoke();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable closed) {
            return otherwise.apply(handle);
        }
    }

    private static Predicate<Object> bools(MethodHandle handle) {
        return bean -> {
            try {
                return (boolean) handle.invokeExact(bean);
            } catch (Throwable e) {
                throw Getter.<RuntimeException>same(e);
            }
        };
    }

    private static ToDoubleFunction<Object> floats(MethodHandle handle) {
        return bean -> {
            try {
                return (double) handle.invokeExact(bean);
            } catch (Throwable e) {
                throw Getter.<RuntimeException>same(e);
            }
        };
    }

    private static ToLongFunction<Object> integers(MethodHandle handle) {
        return bean -> {
            try {
                return (long) handle.invokeExact(bean);
            } catch (Throwable e) {
                throw Getter.<RuntimeException>same(e);
            }
        };
    }

    private static Function<Object, @Nullable Object> objects(MethodHandle handle) {
        return bean -> {
            try {
                return (Object) handle.invokeExact(bean);
            } catch (Throwable e) {
                throw Getter.<RuntimeException>same(e);
            }
        };
    }

    /** Throws what was thrown, as if it were unchecked. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> T same(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
