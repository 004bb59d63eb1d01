package dev.tributary.normalize.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ExtractException;
import dev.tributary.normalize.bean.BeanShape;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeanShapeTest {
    @TempDir
    Path folder;

    abstract static class Named {
        public String getName() {
            return "n";
        }
    }

    static final class Bean extends Named {
        public int getCount() {
            return 7;
        }

        public byte getTiny() {
            return -1;
        }

        public float getWeight() {
            return 0.5f;
        }

        public boolean isOpen() {
            return true;
        }

        public char getLetter() {
            return 'c';
        }

        public Long getTotal() {
            return null;
        }
    }

    @Test
    void readsTheGettersOfABeanAndItsParents() {
        assertThat(Told.objects(List.of(new Bean())))
                .containsExactly(
                        "items 0 of -1 at 0",
                        "items.count bigint 0 7",
                        "items.letter text 0 c",
                        "items.name text 0 n",
                        "items.open bool 0 true",
                        "items.tiny bigint 0 -1",
                        "items.weight double 0 0.5");
    }

    @Test
    void readsARecordOfAModuleThatIsNotOpen() throws Exception {
        Object bean = closedRecord();

        assertThat(Told.objects(List.of(bean)))
                .containsExactly(
                        "items 0 of -1 at 0",
                        "items.id bigint 0 5",
                        "items.name text 0 x",
                        "items.price double 0 1.5",
                        "items.paid bool 0 true");
    }

    @Test
    void tellsFloatsAsTheyAre() {
        record Single(float weight) {}

        assertThat(BeanShape.of(Single.class).find("weight", new Single(0.1f))).isEqualTo(0.1f);
    }

    @Test
    void namesThePropertyWhoseGetterThrows() {
        record Broken(int fine, String name) {
            @Override
            public String name() {
                throw sneaky(new IOException("no disk"));
            }
        }

        assertThatThrownBy(() -> Told.objects(List.of(new Broken(1, "x"))))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot read property 'name' of a record of class Broken: IOException: no disk"
                        + " (nothing of this run is loaded; mend the class and run again)")
                .hasRootCauseMessage("no disk");
    }

    @Test
    void namesThePropertyWhoseGetterCallsItself() {
        record Endless(int id) {
            @Override
            public int id() {
                return id() + 1;
            }
        }

        assertThatThrownBy(() -> Told.objects(List.of(new Endless(1))))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot read property 'id' of a record of class Endless: StackOverflowError"
                        + " (nothing of this run is loaded; mend the class and run again)");
    }

    @Test
    void leavesTheEndOfTheMemoryAsItIs() {
        record Large(int id) {
            @Override
            public int id() {
                throw new OutOfMemoryError("Java heap space");
            }
        }

        assertThatThrownBy(() -> Told.objects(List.of(new Large(1)))).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void namesThePropertyWhoseGetterThrowsInALaterBatch() {
        record Broken(int fine, String name) {
            @Override
            public String name() {
                if (fine == 2) {
                    throw sneaky(new IOException("no disk"));
                }
                return name;
            }
        }
        List<Broken> first = List.of(new Broken(1, "x"));

        assertThatThrownBy(() -> Told.inTurn(List.of(first, first, List.of(new Broken(2, "x")))))
                .isInstanceOf(ExtractException.class)
                .hasMessage("Cannot read property 'name' of a record of class Broken: IOException: no disk"
                        + " (nothing of this run is loaded; mend the class and run again)")
                .hasRootCauseMessage("no disk");
    }

    @Test
    void readsRecordsOfAModuleThatIsNotOpenBatchAfterBatch() throws Exception {
        List<Object> one = List.of(closedRecord());

        assertThat(Told.inTurn(List.of(one, one)))
                .endsWith(
                        "items 0 of -1 at 0",
                        "items.id bigint 0 5",
                        "items.name text 0 x",
                        "items.paid bool 0 true",
                        "items.price double 0 1.5");
    }

    @Test
    void namesThePropertyWhoseGetterThrowsSomethingUnchecked() {
        record Broken(int number) {
            @Override
            public int number() {
                throw new UnsupportedOperationException("never");
            }
        }

        assertThatThrownBy(() -> Told.objects(List.of(new Broken(1))))
                .hasMessage(
                        "Cannot read property 'number' of a record of class Broken: UnsupportedOperationException: never"
                                + " (nothing of this run is loaded; mend the class and run again)");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private Object closedRecord() throws Exception {
        Path source = Files.createDirectories(folder.resolve("src/closed"));
        Files.writeString(folder.resolve("src/module-info.java"), "module closed { exports closed; }");
        Files.writeString(
                source.resolve("Item.java"),
                "package closed; public record Item(int id, String name, double price, boolean paid) {}");
        Path classes = folder.resolve("classes");
        int failures = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        folder.resolve("src/module-info.java").toString(),
                        source.resolve("Item.java").toString());
        assertThat(failures).isZero();
        ModuleLayer boot = ModuleLayer.boot();
        ModuleLayer layer = boot.defineModulesWithOneLoader(
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("closed")),
                getClass().getClassLoader());
        Class<?> type = layer.findLoader("closed").loadClass("closed.Item");
        assertThat(type.getModule().isOpen("closed", getClass().getModule())).isFalse();
        return type.getConstructors()[0].newInstance(5, "x", 1.5, true);
    }
}
