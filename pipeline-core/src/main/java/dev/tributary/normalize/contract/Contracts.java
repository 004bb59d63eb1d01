package dev.tributary.normalize.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaContract;
import dev.tributary.schema.Table;
import dev.tributary.source.definition.ResourceDefinition;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which contract holds for which table: the run's; without one its resource's; without one the source's. Where none says
 * anything, a schema that was imported from a file keeps what the file says, and any other schema evolves.
 */
public final class Contracts {
    private static final String PROCESSING = "x-normalizer";
    private static final String GROWS_ONCE = "evolve-columns-once";

    private final Schema start;
    private final @Nullable SchemaContract run;
    private final @Nullable SchemaContract source;

    public Contracts(Schema start, @Nullable SchemaContract run, @Nullable SchemaContract source) {
        this.start = start;
        this.run = run;
        this.source = source;
    }

    /** The schema's own contract; absent where it says nothing. */
    public Optional<SchemaContract> ofSchema() {
        return Optional.ofNullable(run)
                .or(() -> Optional.ofNullable(source))
                .or(() -> start.isImported() ? start.contract() : Optional.empty());
    }

    /** The contract that a resource's root table is stored with; absent where it has none of its own. */
    public Optional<SchemaContract> stored(ResourceDefinition resource, @Nullable Table before) {
        Optional<SchemaContract> own = Optional.ofNullable(resource.hints().contract())
                .or(() -> before != null && start.isImported() ? before.contract() : Optional.empty());
        return run == null ? own : own.map(contract -> run);
    }

    /** What holds for a resource's root table. */
    public SchemaContract of(ResourceDefinition resource, @Nullable Table before) {
        return stored(resource, before).or(this::ofSchema).orElse(SchemaContract.EVOLVE);
    }

    /** The rules for a table that is known, given that contract. */
    public TableRules rules(String table, SchemaContract contract) {
        Optional<Table> before = start.find(table);
        boolean isNew = before.map(t -> t.typedColumns().isEmpty()).orElse(true);
        boolean growsOnce = before.map(t -> grows(t.other())).orElse(false);
        return TableRules.of(start.name(), table, contract, isNew, growsOnce);
    }

    /** The rules for a table, which its own or its parents' stored contract determines. */
    public TableRules rules(Table table, Map<String, Table> tables) {
        Table at = table;
        Optional<SchemaContract> own = at.contract();
        while (own.isEmpty() && at.parent() != null && tables.containsKey(at.parent())) {
            at = tables.get(at.parent());
            own = at.contract();
        }
        Optional<SchemaContract> chosen = own.isPresent() && run != null ? Optional.of(run) : own;
        return rules(table.name(), chosen.or(this::ofSchema).orElse(SchemaContract.EVOLVE));
    }

    private static boolean grows(Map<String, JsonNode> properties) {
        JsonNode processing = properties.get(PROCESSING);
        return processing != null && processing.path(GROWS_ONCE).asBoolean();
    }
}
