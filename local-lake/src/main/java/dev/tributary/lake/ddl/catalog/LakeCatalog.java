package dev.tributary.lake.ddl.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.ddl.statement.TableReference;
import dev.tributary.lake.glue.GlueException;
import dev.tributary.lake.glue.GlueOperations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Databases, tables and partitions of the catalog. Changes of a table are made to the version that was read. */
public final class LakeCatalog {

    /** Others may change a table meanwhile this many times before its statement fails. */
    private static final int MOST_ATTEMPTS = 100;

    private static final int MOST_CREATED = 100;
    private static final int MOST_DELETED = 25;

    /** What the service adds to a table or partition and does not take back. */
    private static final Set<String> READ_ONLY = Set.of(
            "DatabaseName",
            "TableName",
            "CreateTime",
            "UpdateTime",
            "CreatedBy",
            "IsRegisteredWithLakeFormation",
            "CatalogId",
            "VersionId",
            "CreationTime");

    private final GlueOperations glue;

    public LakeCatalog(GlueOperations glue) {
        this.glue = glue;
    }

    /** The names of all databases, in order. */
    public List<String> databases() {
        return pages("GetDatabases", request(), "DatabaseList").stream()
                .map(database -> database.get("Name").asText())
                .toList();
    }

    public Optional<ObjectNode> findDatabase(String name) {
        return find("GetDatabase", request().put("Name", name), "Database");
    }

    /** The database of that name. */
    public ObjectNode database(String name) {
        return findDatabase(name).orElseThrow(() -> Complaint.noDatabase(name));
    }

    /** Makes a database; false when there is one of that name. */
    public boolean createDatabase(ObjectNode input) {
        return created("CreateDatabase", with("DatabaseInput", input));
    }

    public void updateDatabase(ObjectNode database) {
        ObjectNode request = with("DatabaseInput", input(database));
        perform("UpdateDatabase", request.put("Name", database.get("Name").asText()));
    }

    public void deleteDatabase(String name) {
        perform("DeleteDatabase", request().put("Name", name));
    }

    /** All tables and views of a database, by name. */
    public List<GlueTable> tables(String database) {
        database(database);
        return pages("GetTables", request().put("DatabaseName", database), "TableList").stream()
                .map(GlueTable::new)
                .toList();
    }

    public Optional<GlueTable> findTable(String database, String table) {
        return find("GetTable", named(database, table), "Table").map(GlueTable::new);
    }

    /** The table that a statement names; the reference has its database. */
    public GlueTable table(TableReference reference) {
        return findTable(String.valueOf(reference.database()), reference.table())
                .orElseThrow(() -> Complaint.noTable(reference.text()));
    }

    /** Makes a table; false when there is one of that name. */
    public boolean createTable(String database, ObjectNode input) {
        return created("CreateTable", with("TableInput", input).put("DatabaseName", database));
    }

    /** Changes a table's input, as often as it takes to change the newest version. */
    public void change(TableReference reference, Consumer<ObjectNode> change) {
        for (int attempt = 1; ; attempt++) {
            GlueTable table = table(reference);
            ObjectNode input = input(table.json());
            change.accept(input);
            ObjectNode request = with("TableInput", input)
                    .put("DatabaseName", table.database())
                    .put("VersionId", table.version());
            try {
                glue.perform("UpdateTable", request);
                return;
            } catch (GlueException e) {
                if (!e.code().equals("ConcurrentModificationException") || attempt == MOST_ATTEMPTS) {
                    throw Complaint.glue(e);
                }
            }
        }
    }

    /** Removes a table from the catalog; its files stay. */
    public void deleteTable(GlueTable table) {
        try {
            glue.perform("DeleteTable", named(table.database(), table.name()));
        } catch (GlueException e) {
            if (!e.code().equals("EntityNotFoundException")) {
                throw Complaint.glue(e);
            }
        }
    }

    /** The partitions that meet an expression of Glue, all if it is empty, in the order of their values. */
    public List<GluePartition> partitions(GlueTable table, String expression) {
        ObjectNode request = partitionRequest(table);
        if (!expression.isEmpty()) {
            request.put("Expression", expression);
        }
        return pages("GetPartitions", request, "Partitions").stream()
                .map(GluePartition::new)
                .toList();
    }

    /** Makes partitions and answers the values of those that were there already. */
    public Set<List<String>> createPartitions(GlueTable table, List<ObjectNode> inputs) {
        Set<List<String>> existing = new LinkedHashSet<>();
        for (int from = 0; from < inputs.size(); from += MOST_CREATED) {
            ObjectNode request = partitionRequest(table);
            ArrayNode batch = request.putArray("PartitionInputList");
            inputs.subList(from, Math.min(from + MOST_CREATED, inputs.size())).forEach(batch::add);
            for (JsonNode error : perform("BatchCreatePartition", request).path("Errors")) {
                JsonNode detail = error.path("ErrorDetail");
                String code = detail.path("ErrorCode").asText();
                if (!code.equals("AlreadyExistsException")) {
                    throw Complaint.glue(code, detail.path("ErrorMessage").asText());
                }
                existing.add(texts(error.path("PartitionValues")));
            }
        }
        return existing;
    }

    /** Puts a changed partition in place of the one with the values. */
    public void updatePartition(GlueTable table, List<String> values, ObjectNode partition) {
        ObjectNode request = partitionRequest(table);
        values.forEach(request.putArray("PartitionValueList")::add);
        request.set("PartitionInput", input(partition));
        perform("UpdatePartition", request);
    }

    public void deletePartitions(GlueTable table, List<GluePartition> partitions) {
        for (int from = 0; from < partitions.size(); from += MOST_DELETED) {
            ObjectNode request = partitionRequest(table);
            ArrayNode batch = request.putArray("PartitionsToDelete");
            for (GluePartition partition : partitions.subList(from, Math.min(from + MOST_DELETED, partitions.size()))) {
                partition.values().forEach(batch.addObject().putArray("Values")::add);
            }
            perform("BatchDeletePartition", request);
        }
    }

    /** A copy that the service takes as input again. */
    private static ObjectNode input(ObjectNode entity) {
        ObjectNode input = entity.deepCopy();
        input.remove(READ_ONLY);
        return input;
    }

    private boolean created(String operation, ObjectNode request) {
        try {
            glue.perform(operation, request);
            return true;
        } catch (GlueException e) {
            if (e.code().equals("AlreadyExistsException")) {
                return false;
            }
            throw Complaint.glue(e);
        }
    }

    private Optional<ObjectNode> find(String operation, ObjectNode request, String member) {
        try {
            return Optional.of((ObjectNode) glue.perform(operation, request).get(member));
        } catch (GlueException e) {
            if (e.code().equals("EntityNotFoundException")) {
                return Optional.empty();
            }
            throw Complaint.glue(e);
        }
    }

    private List<ObjectNode> pages(String operation, ObjectNode request, String member) {
        List<ObjectNode> all = new ArrayList<>();
        while (true) {
            ObjectNode answer = perform(operation, request.deepCopy());
            answer.path(member).forEach(entry -> all.add((ObjectNode) entry));
            if (!answer.has("NextToken")) {
                return all;
            }
            request.put("NextToken", answer.get("NextToken").asText());
        }
    }

    private ObjectNode perform(String operation, ObjectNode request) {
        try {
            return glue.perform(operation, request);
        } catch (GlueException e) {
            throw Complaint.glue(e);
        }
    }

    private static List<String> texts(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static ObjectNode partitionRequest(GlueTable table) {
        return request().put("DatabaseName", table.database()).put("TableName", table.name());
    }

    private static ObjectNode named(String database, String table) {
        return request().put("DatabaseName", database).put("Name", table);
    }

    private static ObjectNode with(String member, ObjectNode input) {
        ObjectNode request = request();
        request.set(member, input);
        return request;
    }

    private static ObjectNode request() {
        return JsonNodeFactory.instance.objectNode();
    }
}
