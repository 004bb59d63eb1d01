package dev.tributary.normalize.rows;

import dev.tributary.naming.NamingConvention;
import dev.tributary.naming.digest.Digest128;
import dev.tributary.normalize.contract.Discarded;
import dev.tributary.normalize.contract.TableRules;
import dev.tributary.parquet.memory.ArrayPool;
import dev.tributary.schema.DataType;
import dev.tributary.schema.SchemaContract.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows that a batch adds to one table: columns, and for each row its own id where given, its parent and its place. */
public final class BatchTable {
    private static final int[] NO_ROWS = {};

    /** Few, as a batch may have rows of thousands of tables. */
    private static final int FIRST_ROWS = 16;

    /** What a column of a batch takes beside its values, and a table beside its columns. */
    private static final int SLOT_BYTES = 250;

    private static final int TABLE_BYTES = 700;

    private final String name;
    private final @Nullable BatchTable parent;
    private final SchemaSnapshot.SnapshotTable known;
    private final ArrayPool pool;
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    /** Ids that came with the record or follow from such a one; other rows get a prefix and a counter. */
    private @Nullable String[] ids = {};

    /** Where nested rows belong; the rows of a root table belong nowhere. */
    private int[] parentRows = NO_ROWS;

    private int[] listIndexes = NO_ROWS;
    private int rows;
    private int marked;
    private int[] firstMet = {};
    private ObjectShape.@Nullable FieldShape lastList;
    private int lastListParent = -1;
    private int doomed = -1;

    /** The parents' rows of rows that a contract kept out, and rows of which it kept out a value. */
    private final RowMarks discardedRows = new RowMarks();

    private final RowMarks discardedValues = new RowMarks();

    BatchTable(String name, @Nullable BatchTable parent, SchemaSnapshot.SnapshotTable known, ArrayPool pool) {
        this.name = name;
        this.parent = parent;
        this.known = known;
        this.pool = pool;
    }

    public String name() {
        return name;
    }

    @Nullable
    public BatchTable parent() {
        return parent;
    }

    /** The root of the chain of parents; itself where it has none. */
    public BatchTable root() {
        return parent == null ? this : parent.root();
    }

    /** What a contract lets change here. */
    TableRules rules() {
        return known.rules();
    }

    /** Condemns a row, to be taken back when it ends. */
    void doom(int row) {
        doomed = row;
    }

    boolean isDoomed(int row) {
        return doomed == row;
    }

    /** Counts a row that was taken back because of a contract. */
    void countDiscardedRow(int parentRow) {
        discardedRows.add(parentRow);
    }

    /** Counts a value of a row that a contract kept out. */
    void countDiscardedValue(int row) {
        discardedValues.add(row);
    }

    /** What contracts kept out. */
    Discarded discarded() {
        return new Discarded(name, discardedRows.size(), discardedValues.size());
    }

    /** A column that no row may lack and this row lacks. */
    Optional<String> findMissing(int row) {
        List<String> required = known.required();
        for (int i = 0; i < required.size(); i++) {
            String column = required.get(i);
            Slot slot = slots.get(column);
            if (slot == null || !slot.isClaimed(row)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** Whether no row lacks a value that may not be null. */
    boolean isFilled() {
        for (String column : known.notNull()) {
            Slot slot = slots.get(column);
            if (slot == null || !slot.isTyped() || slot.buffer().count() < rows) {
                return false;
            }
        }
        return true;
    }

    /** Whether a null in the column keeps a record out. */
    boolean refusesNull(String column) {
        return !known.notNull().isEmpty() && known.notNull().contains(column);
    }

    /** Where its columns get their arrays. */
    ArrayPool pool() {
        return pool;
    }

    /** Whether they are the rows of a record that is worked on alone: what they take is not used again. */
    public boolean isLarge() {
        return pool == ArrayPool.NONE;
    }

    /** Ends the batch. */
    void end() {
        slots.values().forEach(Slot::end);
    }

    /** Gives the arrays of its columns back; their values are gone. */
    void release() {
        slots.values().forEach(Slot::release);
        pool.give(parentRows);
        pool.give(listIndexes);
        parentRows = NO_ROWS;
        listIndexes = NO_ROWS;
    }

    /** Whether it has no rows, and no memory of any. */
    boolean isBlank() {
        return rows == 0 && discardedRows.size() + discardedValues.size() == 0;
    }

    public int rows() {
        return rows;
    }

    /** The memory that it takes, in bytes, roughly. */
    long bytes() {
        long bytes = overheadBytes() + rows * 8L;
        for (Slot slot : slots.values()) {
            if (slot.isTyped()) {
                bytes += slot.buffer().bytes();
            }
        }
        return bytes;
    }

    /** What of that the values don't take. */
    long overheadBytes() {
        return TABLE_BYTES + slots.size() * (long) SLOT_BYTES;
    }

    public Collection<Slot> slots() {
        return slots.values();
    }

    /** The slot of that column. */
    public Optional<Slot> findSlot(String column) {
        return Optional.ofNullable(slots.get(column));
    }

    /** The parent's row that a row is nested in; -1 for a row of a root table. */
    public int parentRow(int row) {
        return parent == null ? -1 : parentRows[row];
    }

    /** The row of the root that a row belongs to. */
    public int rootRow(int row) {
        return parent == null ? row : parent.rootRow(parentRows[row]);
    }

    /** The place of a nested row in its list; 0 for a row of a root table. */
    public int listIndex(int row) {
        return parent == null ? 0 : listIndexes[row];
    }

    int[] firstMet() {
        return firstMet;
    }

    /** What a contract does with a value that would give a column its type, as a variant of another one or not. */
    Mode mode(Slot slot, boolean variant) {
        return known.mode(slot.name(), variant);
    }

    /** The slot of that column, made if need be. */
    Slot slot(String column) {
        return slots.computeIfAbsent(column, known::newSlot);
    }

    /** The slot of the variant of a column for values of a type. */
    Slot variant(Slot of, DataType type, NamingConvention naming) {
        return slot(of.variantName(type, naming));
    }

    /** Adds a row of a root table and returns its number. */
    int add() {
        return rows++;
    }

    /** Adds a row for the element of a list of a parent's row and returns its number. */
    public int add(int parentRow, int listIndex) {
        if (rows == parentRows.length) {
            parentRows = pool.grown(parentRows, Math.max(FIRST_ROWS, rows * 4));
            listIndexes = pool.grown(listIndexes, Math.max(FIRST_ROWS, rows * 4));
        }
        parentRows[rows] = parentRow;
        listIndexes[rows] = listIndex;
        return rows++;
    }

    /** Notes where the table was met first, if it has no rows yet. */
    void meet(int[] met) {
        if (rows == 0) {
            firstMet = met;
        }
    }

    /** Notes which list of a parent's row fills the table; two lists of one row collide. */
    boolean claim(ObjectShape.FieldShape list, int parentRow) {
        boolean collides = lastListParent == parentRow && lastList != list;
        lastListParent = parentRow;
        lastList = list;
        return !collides;
    }

    /** Gives a row its id. */
    void identify(int row, String id) {
        if (row >= ids.length) {
            ids = Arrays.copyOf(ids, Math.max(ids.length * 2, row + 1));
        }
        ids[row] = id;
    }

    /** The given id of a row, or null where it gets a prefix and a counter. */
    @Nullable
    public String givenId(int row) {
        return row < ids.length ? ids[row] : null;
    }

    /** Gives ids to the rows since the mark whose parent's id was given and so determines theirs. */
    void identifyNested() {
        if (parent == null || parent.ids.length == 0) {
            return;
        }
        for (int row = marked; row < rows; row++) {
            String parentId = parent.givenId(parentRows[row]);
            if (parentId != null && givenId(row) == null) {
                identify(row, Digest128.nestedId(parentId, name, listIndexes[row]));
            }
        }
    }

    /** Remembers where the table stands, to come back to when the record is rejected. */
    void mark() {
        marked = rows;
    }

    /** Goes back to the mark; what columns came since is forgotten. */
    void rollback() {
        takeBack(marked, parent == null ? Integer.MAX_VALUE : parent.marked);
        slots.values().removeIf(slot -> !slot.isTyped());
    }

    /** Takes back the rows from that one on, nested in the parent's from that one on. */
    void takeBack(int firstRow, int firstParentRow) {
        rows = firstRow;
        doomed = -1;
        if (firstRow < ids.length) {
            Arrays.fill(ids, firstRow, ids.length, null);
        }
        lastListParent = -1;
        discardedRows.forget(firstParentRow);
        discardedValues.forget(firstRow);
        for (Slot slot : slots.values()) {
            slot.forget(firstRow);
            if (slot.isNew() && slot.isTyped() && slot.firstMet()[0] >= firstRow) {
                slot.undecide();
            }
        }
    }

    /** The first row that is nested in the parent's from that one on. */
    int firstNestedIn(int firstParentRow) {
        int first = rows;
        while (first > 0 && parentRows[first - 1] >= firstParentRow) {
            first--;
        }
        return first;
    }

    /** The slots that got their type in this batch, in the order in which the columns join the table. */
    public List<Slot> newSlots() {
        List<Slot> found = new ArrayList<>();
        for (Slot slot : slots.values()) {
            if (slot.isNew() && slot.isTyped()) {
                found.add(slot);
            }
        }
        found.sort((a, b) -> Arrays.compare(a.firstMet(), b.firstMet()));
        return found;
    }
}
