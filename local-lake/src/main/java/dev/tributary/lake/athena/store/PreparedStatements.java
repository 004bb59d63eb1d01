package dev.tributary.lake.athena.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.disk.FileName;
import dev.tributary.lake.wire.Json;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prepared statements by workgroup and name, in the form in which GetPreparedStatement answers them. */
public final class PreparedStatements {

    private final Documents documents;

    public PreparedStatements(Documents documents) {
        this.documents = documents;
    }

    public Optional<ObjectNode> find(String workGroup, String name) {
        return documents.read(collection(workGroup), name);
    }

    public SortedMap<String, ObjectNode> all(String workGroup) {
        SortedMap<String, ObjectNode> all = new TreeMap<>();
        for (ObjectNode statement : documents.all(collection(workGroup))) {
            all.put(statement.get("StatementName").textValue(), statement);
        }
        return all;
    }

    /** Creates or replaces a statement. */
    public void put(String workGroup, String name, String sql, @Nullable String description) {
        ObjectNode statement = Json.object()
                .put("StatementName", name)
                .put("QueryStatement", sql)
                .put("WorkGroupName", workGroup)
                .put("LastModifiedTime", Json.now());
        if (description != null) {
            statement.put("Description", description);
        }
        documents.write(collection(workGroup), name, statement);
    }

    public void delete(String workGroup, String name) {
        documents.delete(collection(workGroup), name);
    }

    public void deleteAll(String workGroup) {
        documents.deleteAll(collection(workGroup));
    }

    private static String collection(String workGroup) {
        return "prepared/" + FileName.of(workGroup);
    }
}
