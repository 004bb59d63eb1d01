package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.sql.StatementKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement about a database. */
public sealed interface DatabaseStatement extends DdlStatement {

    /** CREATE DATABASE. */
    record Create(
            String name,
            boolean ifNotExists,
            @Nullable String comment,
            @Nullable String location,
            Map<String, String> properties)
            implements DatabaseStatement {
        public Create {
            properties = Map.copyOf(properties);
        }

        @Override
        public StatementKind kind() {
            return DdlStatement.ddl("CREATE_DATABASE");
        }
    }

    /** DROP DATABASE. */
    record Drop(String name, boolean ifExists, boolean cascade) implements DatabaseStatement {
        @Override
        public StatementKind kind() {
            return DdlStatement.ddl("DROP_DATABASE");
        }
    }

    /** ALTER DATABASE SET DBPROPERTIES. */
    record SetProperties(String name, Map<String, String> properties) implements DatabaseStatement {
        public SetProperties {
            properties = Map.copyOf(properties);
        }

        @Override
        public StatementKind kind() {
            return DdlStatement.ddl("ALTER_DATABASE_PROPERTIES");
        }
    }

    String name();
}
