package dev.tributary.lake.ddl.show;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.ddl.catalog.GlueTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A view as the query engine keeps it in Glue: its query and columns as JSON in a comment. */
final class ViewDefinition {

    private static final Pattern ENCODED = Pattern.compile("/\\* Presto View: (\\S+) \\*/");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final GlueTable view;
    private final JsonNode definition;

    ViewDefinition(GlueTable view) {
        this.view = view;
        Matcher encoded = ENCODED.matcher(view.json().path("ViewOriginalText").asText(""));
        try {
            this.definition = encoded.matches()
                    ? MAPPER.readTree(Base64.getDecoder().decode(encoded.group(1)))
                    : MAPPER.createObjectNode();
        } catch (IOException | IllegalArgumentException e) {
            throw Complaint.invalid("Invalid view definition of " + view.name() + ": " + e.getMessage());
        }
    }

    /** DESCRIBE and SHOW COLUMNS: name and type in the engine's spelling. */
    List<String> columns() {
        List<String> lines = new ArrayList<>();
        for (JsonNode column : definition.path("columns")) {
            lines.add(column.path("name").asText() + "\t" + column.path("type").asText());
        }
        if (lines.isEmpty()) {
            view.columns().forEach(column -> lines.add(column.name() + "\t" + column.type()));
        }
        return lines;
    }

    /** SHOW CREATE VIEW, line by line. */
    List<String> statement() {
        String sql = definition.path("originalSql").asText("");
        return List.of(("CREATE VIEW " + view.database() + "." + view.name() + " AS\n" + sql).split("\n"));
    }
}
