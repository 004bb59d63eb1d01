package dev.tributary.lake.engine;

import dev.tributary.lake.sql.ResultColumn;
import dev.tributary.lake.sql.StatementOutput;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a statement yields. */
class Collected implements StatementOutput {
    List<ResultColumn> columns = List.of();
    final List<List<String>> rows = new ArrayList<>();
    long updateCount = -1;
    long scanned;
    List<String> written = List.of();

    @Override
    public void columns(List<ResultColumn> columns) {
        this.columns = columns;
    }

    @Override
    public void row(List<String> values) {
        rows.add(values);
    }

    @Override
    public void updateCount(long rows) {
        updateCount = rows;
    }

    @Override
    public void scanned(long bytes) {
        scanned = bytes;
    }

    @Override
    public void written(List<String> files) {
        written = files;
    }
}
