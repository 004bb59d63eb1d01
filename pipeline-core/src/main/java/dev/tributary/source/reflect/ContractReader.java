package dev.tributary.source.reflect;

import dev.tributary.schema.SchemaContract;
import dev.tributary.source.Contract;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a contract from an annotation that may have one. */
final class ContractReader {
    private ContractReader() {}

    static Optional<String> findProblem(Contract[] given) {
        return given.length > 1
                ? Optional.of("schemaContract has " + given.length + " values (give one)")
                : Optional.empty();
    }

    static @Nullable SchemaContract of(Contract[] given) {
        return given.length == 0
                ? null
                : new SchemaContract(given[0].tables(), given[0].columns(), given[0].dataType());
    }
}
