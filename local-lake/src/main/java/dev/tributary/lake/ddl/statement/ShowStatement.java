package dev.tributary.lake.ddl.statement;

import dev.tributary.lake.sql.StatementKind;
import org.jspecify.annotations.Nullable;

/** SHOW. */
public sealed interface ShowStatement extends DdlStatement {

    /** SHOW DATABASES. */
    record Databases(@Nullable String pattern) implements ShowStatement {
        @Override
        public StatementKind kind() {
            return DdlStatement.utility("SHOW_DATABASES");
        }
    }

    /** SHOW TABLES, views among them. */
    record Tables(@Nullable String database, @Nullable String pattern) implements ShowStatement {
        @Override
        public StatementKind kind() {
            return DdlStatement.utility("SHOW_TABLES");
        }
    }

    /** SHOW VIEWS. */
    record Views(@Nullable String database, @Nullable String pattern) implements ShowStatement {
        @Override
        public StatementKind kind() {
            return DdlStatement.utility("SHOW_VIEWS");
        }
    }

    /** SHOW COLUMNS. */
    record Columns(TableReference table) implements ShowStatement {
        @Override
        public StatementKind kind() {
            return DdlStatement.utility("SHOW_COLUMNS");
        }
    }

    /** SHOW PARTITIONS, of all or of those that meet a condition. */
    record Partitions(TableReference table, @Nullable PartitionSpec spec) implements ShowStatement {
        @Override
        public StatementKind kind() {
            return DdlStatement.utility("SHOW_PARTITIONS");
        }
    }

    /** SHOW TBLPROPERTIES, of all or of one key. */
    record TableProperties(TableReference table, @Nullable String key) implements ShowStatement {
        @Override
        public StatementKind kind() {
            return DdlStatement.utility("SHOW_TBLPROPERTIES");
        }
    }

    /** SHOW CREATE TABLE. */
    record CreateTable(TableReference table) implements ShowStatement {
        @Override
        public StatementKind kind() {
            return DdlStatement.utility("SHOW_CREATE_TABLE");
        }
    }

    /** SHOW CREATE VIEW. */
    record CreateView(TableReference view) implements ShowStatement {
        @Override
        public StatementKind kind() {
            return DdlStatement.utility("SHOW_CREATE_VIEW");
        }
    }
}
