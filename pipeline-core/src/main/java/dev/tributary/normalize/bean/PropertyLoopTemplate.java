package dev.tributary.normalize.bean;

import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jspecify.annotations.Nullable;

/** Is copied for each property, with its getter as the copy's data; never used itself. */
final class PropertyLoopTemplate implements PropertyLoop {
    private static final MethodHandle GETTER = getter();

    private static MethodHandle getter() {
        try {
            return MethodHandles.classData(MethodHandles.lookup(), ConstantDescs.DEFAULT_NAME, MethodHandle.class);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void longs(Object[] beans, long[] target) {
        try {
            for (int i = 0; i < beans.length; i++) {
                target[i] = (long) GETTER.invokeExact(beans[i]);
            }
        } catch (Throwable e) {
            throw Getter.<RuntimeException>same(e);
        }
    }

    @Override
    public void doubles(Object[] beans, double[] target) {
        try {
            for (int i = 0; i < beans.length; i++) {
                target[i] = (double) GETTER.invokeExact(beans[i]);
            }
        } catch (Throwable e) {
            throw Getter.<RuntimeException>same(e);
        }
    }

    @Override
    public void bools(Object[] beans, boolean[] target) {
        try {
            for (int i = 0; i < beans.length; i++) {
                target[i] = (boolean) GETTER.invokeExact(beans[i]);
            }
        } catch (Throwable e) {
            throw Getter.<RuntimeException>same(e);
        }
    }

    @Override
    public void objects(Object[] beans, @Nullable Object[] target) {
        try {
            for (int i = 0; i < beans.length; i++) {
                target[i] = (Object) GETTER.invokeExact(beans[i]);
            }
        } catch (Throwable e) {
            throw Getter.<RuntimeException>same(e);
        }
    }
}
