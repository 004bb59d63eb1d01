package dev.tributary.athena.merge;

import java.util.BitSet;
import java.util.List;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.expressions.Expression;

/** What a merge does with the rows of one table. It is shown every row in its reach once before it is asked what to insert. */
interface Rule extends AutoCloseable {
    /** The columns that it wants to see of the table's rows. */
    List<String> columns();

    /** What is true of every row that it could touch or that keeps it from inserting one. */
    Expression reach();

    /** Whether a row is taken out of the table. */
    boolean touches(StructLike row);

    /** Which rows of the load are inserted, by their number. */
    BitSet inserted();

    @Override
    void close();
}
