package dev.tributary.sources.sql;

import java.util.ArrayList;
import java.util.List;

/** A query and the values of its question marks. */
record SqlQuery(String text, List<Object> parameters) {
    SqlQuery {
        parameters = List.copyOf(parameters);
    }

    /** The same query with one more condition; {@code first} where it is the first one. */
    SqlQuery where(boolean first, String condition, Object parameter) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(parameter);
        return new SqlQuery(text + (first ? " WHERE " : " AND ") + condition, all);
    }
}
