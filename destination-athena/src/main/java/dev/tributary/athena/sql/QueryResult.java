package dev.tributary.athena.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

/** A query's result. Rows are fetched page by page as they are read, and may be read again; values are Athena's texts. */
public final class QueryResult {
    private final AthenaClient client;
    private final QueryStats stats;
    private final boolean hasHeader;
    private final GetQueryResultsResponse first;

    QueryResult(AthenaClient client, QueryStats stats, boolean hasHeader) {
        this.client = client;
        this.stats = stats;
        this.hasHeader = hasHeader;
        this.first = client.getQueryResults(b -> b.queryExecutionId(stats.queryId()));
    }

    public QueryStats stats() {
        return stats;
    }

    /** The rows that a writing statement says it changed; 0 for others. */
    public long updated() {
        return first.updateCount() == null ? 0 : first.updateCount();
    }

    /** The columns; none for statements without a result. */
    public List<ResultColumn> columns() {
        if (first.resultSet() == null || first.resultSet().resultSetMetadata() == null) {
            return List.of();
        }
        return first.resultSet().resultSetMetadata().columnInfo().stream()
                .map(c -> new ResultColumn(c.name(), c.type(), orZero(c.precision()), orZero(c.scale())))
                .toList();
    }

    private static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    /** The rows in order, each with a value or null for each column. */
    public Stream<List<@Nullable String>> rows() {
        Iterator<GetQueryResultsResponse> pages = client.getQueryResultsPaginator(
                        b -> b.queryExecutionId(stats.queryId()))
                .iterator();
        Iterable<GetQueryResultsResponse> iterable = () -> pages;
        return StreamSupport.stream(iterable.spliterator(), false)
                .filter(page -> page.resultSet() != null)
                .flatMap(page -> page.resultSet().rows().stream())
                .skip(hasHeader ? 1 : 0)
                .map(QueryResult::values);
    }

    private static List<@Nullable String> values(Row row) {
        List<@Nullable String> values = new ArrayList<>();
        for (Datum datum : row.data()) {
            values.add(datum.varCharValue());
        }
        return Collections.unmodifiableList(values);
    }
}
