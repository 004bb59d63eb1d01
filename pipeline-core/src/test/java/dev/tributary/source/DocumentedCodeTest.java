package dev.tributary.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The code in the pages compiles: whole classes as they are, resources and records as members of a class, anything else as a
 * method's body.
 */
class DocumentedCodeTest {
    private static final Path PAGES = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            import com.fasterxml.jackson.databind.JsonNode;
            import com.fasterxml.jackson.databind.node.ObjectNode;
            import dev.tributary.config.Secret;
            import dev.tributary.schema.DataType;
            import dev.tributary.schema.MergeStrategy;
            import dev.tributary.schema.TableFormat;
            import dev.tributary.schema.WriteDisposition;
            import dev.tributary.source.*;
            import dev.tributary.source.definition.*;
            import dev.tributary.source.incremental.*;
            import java.math.*;
            import java.time.*;
            import java.util.*;
            import java.util.stream.*;
            """;

    /** What the pages take for granted. */
    private static final String NAMED = """

            record Issue(Instant updatedAt) {}
            record Order(long id) {}
            record Page(String text) {}
            record Answer(String nextToken, Stream<Page> pages) {}
            class Api {
                <T> Stream<T> issues(Instant since) {
                    return Stream.of();
                }

                Answer pagesAfter(String token) {
                    return new Answer(token, Stream.of());
                }
            }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how-to/write-a-source.md",
                "how-to/incremental-loading.md",
                "reference/schema-contracts.md",
                "reference/schema-files.md"
            })
    void everyBlockCompiles(String page) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(PAGES.resolve(page)));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            assertThat(mistakes(block)).as(block).isEmpty();
        }
    }

    private List<String> mistakes(String block) throws IOException {
        Path file = folder.resolve("Documented.java");
        Files.writeString(file, IMPORTS + inAClass(block.replace("{…}", "{ return null; }")) + NAMED);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
            compiler.getTask(
                            null,
                            files,
                            found,
                            List.of(
                                    "-d",
                                    folder.toString(),
                                    "-proc:none",
                                    "-classpath",
                                    System.getProperty("java.class.path")),
                            null,
                            files.getJavaFileObjects(file))
                    .call();
        }
        return found.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
    }

    private static String inAClass(String block) {
        if (begins(block, "@Source|(final )?class")) {
            return block;
        }
        return begins(block, "@Resource|record")
                ? "class Documented { Api api;\n" + block + "}"
                : "class Documented { Api api; void code() throws Exception {\n" + block + "}}";
    }

    private static boolean begins(String block, String words) {
        return Pattern.compile("^(" + words + ")", Pattern.MULTILINE)
                .matcher(block)
                .find();
    }
}
