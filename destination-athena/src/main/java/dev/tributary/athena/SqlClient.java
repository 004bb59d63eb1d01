package dev.tributary.athena;

import dev.tributary.athena.client.AwsClients;
import dev.tributary.athena.sql.Athena;
import dev.tributary.athena.sql.Query;
import dev.tributary.athena.sql.QueryResult;
import dev.tributary.athena.sql.ScanLimit;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Runs SQL on the Athena of a destination. Made by {@link AthenaDestination#sql}; close it when its results are read. */
public final class SqlClient implements AutoCloseable {
    private final AwsClients clients;
    private final Athena athena;

    SqlClient(AwsClients clients, AthenaQueries queries) {
        this.clients = clients;
        this.athena = new Athena(clients::athena, queries.workGroup(), queries.catalog(), queries.results());
    }

    /**
     * Runs a query to its end. Once cancelled says true, or the thread is interrupted, it is stopped on the server.
     *
     * @param maxScan the bytes that the query may be expected to scan; it is not started where that is more, or unknown
     * @throws dev.tributary.error.TributaryException if it is not started, fails or is stopped
     */
    public QueryResult run(Query query, OptionalLong maxScan, BooleanSupplier cancelled) {
        if (maxScan.isPresent()) {
            new ScanLimit(athena).check(query, maxScan.getAsLong(), cancelled);
        }
        return athena.run(query, cancelled);
    }

    @Override
    public void close() {
        clients.close();
    }
}
