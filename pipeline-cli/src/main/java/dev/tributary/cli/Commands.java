package dev.tributary.cli;

import dev.tributary.cli.terminal.Shell;
import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes the commands, which want to know the shell they run in. */
record Commands(Shell shell) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Shell.class) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(shell));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
