package dev.tributary.schema.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.error.ConfigException;
import dev.tributary.schema.Column;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Table;
import dev.tributary.schema.TableFormat;
import dev.tributary.schema.stored.SchemaHash;
import dev.tributary.schema.stored.SchemaJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folders with files {@code <schema>.schema.yaml} (or {@code .json}): one whose files are the author's and win whenever they
 * changed, and one that gets the schema after each load. Either may be absent.
 */
public record SchemaFiles(@Nullable Path imports, @Nullable Path exports) {
    /** No files at all. */
    public static final SchemaFiles NONE = new SchemaFiles(null, null);

    private static final String IMPORTED_HASH = "imported_version_hash";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The known schema, or what the author's file makes of it if that changed since it was imported last: what the file says
     * wins; tables and columns that only the known schema has, because they have data, stay. New tables of which the file
     * does not tell the format get the default.
     *
     * @throws ConfigException when the file can't be read
     */
    public Schema imported(Schema known, TableFormat defaultFormat) {
        if (imports == null) {
            return known;
        }
        Optional<Path> file = find(known.name());
        if (file.isEmpty()) {
            return known;
        }
        ObjectNode stored = read(file.get());
        String hash;
        Schema given;
        try {
            hash = SchemaHash.of(SchemaJson.read(stored));
            given = SchemaJson.read(withFormats(stored, known, defaultFormat));
        } catch (RuntimeException e) {
            throw unreadable(file.get(), e);
        }
        JsonNode last = known.other().get(IMPORTED_HASH);
        if (last != null && last.asText().equals(hash)) {
            return known;
        }
        Map<String, JsonNode> other = new LinkedHashMap<>(given.other());
        other.put(IMPORTED_HASH, TextNode.valueOf(hash));
        Map<String, Table> tables = new LinkedHashMap<>();
        given.tables().values().forEach(t -> tables.put(t.name(), merged(known, t)));
        known.tables().values().stream()
                .filter(t -> !t.typedColumns().isEmpty())
                .forEach(t -> tables.putIfAbsent(t.name(), t));
        return new Schema(known.name(), known.version(), known.previousHashes(), tables, other);
    }

    private static Table merged(Schema known, Table given) {
        List<Column> kept = known.find(given.name()).map(Table::typedColumns).orElse(List.of()).stream()
                .filter(c -> given.find(c.name()).isEmpty())
                .filter(c ->
                        given.columns().stream().noneMatch(g -> g.findOldName().equals(Optional.of(c.name()))))
                .toList();
        return given.with(new ArrayList<>(kept));
    }

    private static ObjectNode withFormats(ObjectNode stored, Schema known, TableFormat defaultFormat) {
        ObjectNode copy = stored.deepCopy();
        copy.path("tables").properties().forEach(t -> {
            if (!t.getValue().has("parent") && !t.getValue().has("table_format")) {
                TableFormat format = known.find(t.getKey()).map(Table::format).orElse(defaultFormat);
                ((ObjectNode) t.getValue()).put("table_format", format.id());
            }
        });
        return copy;
    }

    private Optional<Path> find(String schema) {
        return Optional.ofNullable(imports)
                .flatMap(folder -> List.of("yaml", "yml", "json").stream()
                        .map(ending -> folder.resolve(schema + ".schema." + ending))
                        .filter(Files::isRegularFile)
                        .findFirst());
    }

    private static ObjectNode read(Path file) {
        try {
            byte[] text = Files.readAllBytes(file);
            return file.toString().endsWith(".json") ? YamlSchema.named(JSON.readTree(text)) : YamlSchema.read(text);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ConfigException unreadable(Path file, Exception e) {
        String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new ConfigException(
                "Cannot read schema file '%s': %s (mend it, or export it anew)".formatted(file.getFileName(), reason),
                e);
    }

    /**
     * Writes the schema as YAML.
     *
     * @throws ConfigException when the file can't be written; the load it follows counts all the same
     */
    public void export(Schema schema) {
        if (exports == null) {
            return;
        }
        Path file = exports.resolve(schema.name() + ".schema.yaml");
        try {
            Files.createDirectories(exports);
            Files.writeString(file, SchemaForm.YAML.write(schema));
        } catch (IOException e) {
            throw new ConfigException(
                    "Cannot write schema file '%s': %s (the load is done; choose a folder that can be written)"
                            .formatted(file, e),
                    e);
        }
    }
}
