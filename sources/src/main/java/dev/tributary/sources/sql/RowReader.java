package dev.tributary.sources.sql;

import dev.tributary.error.ExtractException;
import dev.tributary.source.RecordColumns;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/** Reads a result, so many rows at a time. */
final class RowReader implements Iterator<RecordColumns> {
    private final ResultSet rows;
    private final List<String> names;
    private final List<ColumnReader> columns;
    private boolean isOnRow;

    RowReader(ResultSet rows) throws SQLException {
        this.rows = rows;
        ResultSetMetaData described = rows.getMetaData();
        List<String> labels = new ArrayList<>();
        this.columns = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = 1; i <= described.getColumnCount(); i++) {
            String label = described.getColumnLabel(i);
            if (!known.add(label)) {
                throw new ExtractException("Cannot read rows by SQL: two columns are called '" + label
                        + "' (give one another name with AS)");
            }
            labels.add(label);
            columns.add(ColumnReader.of(described, i));
        }
        this.names = List.copyOf(labels);
        this.isOnRow = rows.next();
    }

    @Override
    public boolean hasNext() {
        return isOnRow;
    }

    @Override
    public RecordColumns next() {
        if (!isOnRow) {
            throw new NoSuchElementException();
        }
        try {
            int size = 0;
            while (isOnRow && size < SqlRows.ROWS_AT_ONCE) {
                for (ColumnReader column : columns) {
                    column.read(rows, size);
                }
                size++;
                isOnRow = rows.next();
            }
            return new RecordColumns(
                    size, names, columns.stream().map(ColumnReader::take).toList());
        } catch (SQLException e) {
            throw SqlRows.failed(e);
        }
    }
}
