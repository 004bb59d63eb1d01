package dev.tributary.lake.athena.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.lake.athena.error.AthenaException;
import dev.tributary.lake.wire.Json;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Workgroups by name, in the form in which GetWorkGroup answers them. {@code primary} is always there, as in every account.
 */
public final class WorkGroups {

    public static final String PRIMARY = "primary";

    private static final String COLLECTION = "workgroups";

    private final Documents documents;

    public WorkGroups(Documents documents) {
        this.documents = documents;
    }

    public Optional<ObjectNode> find(String name) {
        Optional<ObjectNode> found = documents.read(COLLECTION, name);
        return found.isEmpty() && name.equals(PRIMARY) ? Optional.of(fresh(PRIMARY, "", Json.object())) : found;
    }

    /** The workgroup of a name; a call that names another is refused. */
    public ObjectNode get(String name) {
        return find(name).orElseThrow(() -> AthenaException.invalidInput("WorkGroup is not found."));
    }

    public SortedMap<String, ObjectNode> all() {
        SortedMap<String, ObjectNode> all = new TreeMap<>();
        all.put(PRIMARY, get(PRIMARY));
        for (ObjectNode group : documents.all(COLLECTION)) {
            all.put(group.get("Name").textValue(), group);
        }
        return all;
    }

    public void put(ObjectNode group) {
        documents.write(COLLECTION, group.get("Name").textValue(), group);
    }

    public void delete(String name) {
        documents.delete(COLLECTION, name);
    }

    /** A workgroup as it is created, the given configuration completed by the service's defaults. */
    public static ObjectNode fresh(String name, String description, ObjectNode given) {
        ObjectNode group = Json.object().put("Name", name).put("State", "ENABLED");
        ObjectNode configuration = group.putObject("Configuration");
        configuration.putObject("ResultConfiguration");
        configuration
                .put("EnforceWorkGroupConfiguration", !name.equals(PRIMARY))
                .put("PublishCloudWatchMetricsEnabled", !name.equals(PRIMARY))
                .put("RequesterPaysEnabled", false)
                .put("EnableMinimumEncryptionConfiguration", false);
        configuration.setAll(given);
        configuration.set("EngineVersion", engineVersion());
        if (!description.isEmpty()) {
            group.put("Description", description);
        }
        return group.put("CreationTime", Json.now());
    }

    /** The one engine there is. */
    public static ObjectNode engineVersion() {
        return Json.object()
                .put("SelectedEngineVersion", "AUTO")
                .put("EffectiveEngineVersion", "Athena engine version 3");
    }
}
