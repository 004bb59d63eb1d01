package dev.tributary.lake.ddl.iceberg;

import dev.tributary.lake.ddl.catalog.Complaint;
import dev.tributary.lake.sql.StatementFailed;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ValidationException;
import software.amazon.awssdk.core.exception.SdkException;

/** Iceberg's exceptions as Athena reports them. */
final class IcebergFailure {

    private static final int ICEBERG_FAILED = 233;

    private IcebergFailure() {}

    /** There is a table of the name of a new one. */
    static final class Exists extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exists(Throwable cause) {
            super(cause);
        }
    }

    static StatementFailed exists() {
        return Complaint.invalid("Iceberg table to be created already exists");
    }

    /**
     * Does something to a table.
     *
     * @throws Exists if it makes a table that is there
     */
    static void translated(String table, Runnable action) {
        loaded(table, () -> {
            action.run();
            return table;
        });
    }

    /** The same for something that has a result. */
    static <T> T loaded(String table, Supplier<T> action) {
        try {
            return action.get();
        } catch (AlreadyExistsException e) {
            throw new Exists(e);
        } catch (CommitFailedException | CommitStateUnknownException e) {
            throw StatementFailed.user(
                    ICEBERG_FAILED, "ICEBERG_COMMIT_ERROR: Failed to commit Iceberg update to table: " + table);
        } catch (NoSuchTableException e) {
            throw Complaint.noTable(table);
        } catch (NotFoundException e) {
            throw StatementFailed.user(
                    ICEBERG_FAILED,
                    "ICEBERG_MISSING_METADATA: Metadata not found in metadata location for table " + table);
        } catch (ValidationException | IllegalArgumentException | UnsupportedOperationException e) {
            throw Complaint.invalid(String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            throw StatementFailed.system(ICEBERG_FAILED, String.valueOf(e.getMessage()));
        }
    }
}
