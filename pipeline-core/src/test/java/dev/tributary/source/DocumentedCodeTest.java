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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in the page about sources compiles: whole classes as they are, anything else as a method's body. */
class DocumentedCodeTest {
    private static final Path PAGE = Path.of("..", "docs", "how-to", "write-a-source.md");
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
            import java.time.*;
            import java.util.*;
            import java.util.stream.*;
            """;

    @TempDir
    Path folder;

    @Test
    void everyBlockCompiles() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            assertThat(mistakes(block)).as(block).isEmpty();
        }
    }

    private List<String> mistakes(String block) throws IOException {
        boolean whole = Pattern.compile("^(@Source|(final )?class|record)", Pattern.MULTILINE)
                .matcher(block)
                .find();
        Path file = folder.resolve("Documented.java");
        Files.writeString(
                file, IMPORTS + (whole ? block : "class Documented { void code() throws Exception {\n" + block + "}}"));
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
}
