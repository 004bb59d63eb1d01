package dev.tributary.normalize.rows;

import dev.tributary.naming.NamingConvention;
import dev.tributary.normalize.id.RowIdRule;
import dev.tributary.normalize.id.SystemColumns;
import dev.tributary.schema.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields seen so far in the objects at one place of a resource's records, with their normalized names. It grows and
 * never changes otherwise; each worker has its own.
 */
public final class ObjectShape {
    private final NamingConvention naming;
    private final String table;

    /** The names of the tables down to this one, not cut where they are long together, as a join cuts the whole. */
    private final String tables;

    /** The names of the objects around these within the row, not cut either. */
    private final String path;

    /** The columns of the key that makes the ids of these rows; empty where nothing does. */
    private final Set<String> key;

    /** Whether nested rows name their root. */
    private final boolean rootKey;

    /** The path from the root table to this one; empty for the root table itself. */
    private final String below;

    private final ColumnFilter filter;
    private final Map<String, FieldShape> fields = new HashMap<>();

    /** The same fields by their names in UTF-8. */
    private final FieldNames<FieldShape> names = new FieldNames<>();

    private @Nullable FieldShape first;
    private @Nullable FieldShape otherFirst;

    private List<String> namesAskedFor = List.of();
    private FieldShape[] fieldsAskedFor = {};

    /** Objects whose fields are columns of the table, behind the path of the objects around them; empty for none. */
    private ObjectShape(
            NamingConvention naming,
            String table,
            String tables,
            String path,
            Set<String> key,
            boolean rootKey,
            String below,
            ColumnFilter filter) {
        this.naming = naming;
        this.table = table;
        this.tables = tables;
        this.path = path;
        this.key = key;
        this.rootKey = rootKey;
        this.below = below;
        this.filter = filter;
    }

    /** Records whose rows go to a root table. */
    public static ObjectShape root(NamingConvention naming, String table, RowIdRule ids, ColumnFilter filter) {
        return new ObjectShape(naming, table, table, "", ids.key(), ids.rootKey(), "", filter);
    }

    String table() {
        return table;
    }

    public FieldShape field(String name) {
        FieldShape field = fields.get(name);
        if (field == null) {
            field = new FieldShape(name);
            fields.put(name, field);
        }
        return field;
    }

    /** The field whose name is in UTF-8 between two places, if it was met before. */
    @Nullable
    public FieldShape find(byte[] text, int from, int to) {
        return names.find(text, from, to - from);
    }

    /** The field whose name is in UTF-8 at the beginning of an array. */
    public FieldShape field(byte[] name, int length) {
        FieldShape field = names.find(name, 0, length);
        if (field == null) {
            byte[] utf8 = Arrays.copyOf(name, length);
            field = field(new String(utf8, StandardCharsets.UTF_8));
            names.add(utf8, field);
        }
        return field;
    }

    /** The field that came last after this one, or at the beginning of an object; null where there was none. */
    @Nullable
    public FieldShape likelyAfter(@Nullable FieldShape before) {
        return before == null ? first : before.next;
    }

    /** The field that did so before that. */
    @Nullable
    public FieldShape lessLikelyAfter(@Nullable FieldShape before) {
        return before == null ? otherFirst : before.otherNext;
    }

    /** Takes note of a field that came after another one, or at the beginning of an object, and was not likely. */
    public void expect(FieldShape field, @Nullable FieldShape before) {
        if (field.isPlain()) {
            follow(field, before);
        }
    }

    private void follow(FieldShape field, @Nullable FieldShape before) {
        if (before == null) {
            otherFirst = first;
            first = field;
        } else {
            before.otherNext = before.next;
            before.next = field;
        }
    }

    /** The field of that name, which often comes after this one, or at the beginning of an object. */
    public FieldShape field(@Nullable FieldShape before, String name) {
        FieldShape likely = likelyAfter(before);
        if (likely != null && likely.name.equals(name)) {
            return likely;
        }
        FieldShape lessLikely = lessLikelyAfter(before);
        if (lessLikely != null && lessLikely.name.equals(name)) {
            return lessLikely;
        }
        FieldShape field = field(name);
        follow(field, before);
        return field;
    }

    /** The fields of these names; fast for the list that was asked for last. */
    public FieldShape[] fields(List<String> names) {
        if (names != namesAskedFor) {
            fieldsAskedFor = names.stream().map(this::field).toArray(FieldShape[]::new);
            namesAskedFor = names;
        }
        return fieldsAskedFor;
    }

    private String behind(String before, String name) {
        return before.isEmpty() ? name : before + naming.separator() + name;
    }

    /**
     * One field: what it would be called as a column, as a prefix and as a child table. What each value needs comes first, and
     * so lies together in memory.
     */
    public final class FieldShape extends QuotedName {
        private @Nullable FieldShape next;
        private @Nullable Slot slot;
        private long slotEpoch = -1;

        /** The object in which the field was met last, to notice a name that comes twice. */
        private long metIn = -1;

        private final boolean isMarked;
        private final boolean isRowId;
        private final boolean isKey;
        private final boolean isLeftOut;
        private @Nullable ObjectShape object;
        private @Nullable ObjectShape elements;
        private @Nullable FieldShape otherNext;
        private final String name;
        private final String column;

        /** The path from the root table. */
        private final String place;

        /** What {@link #keepsJson} follows from, and what it is. */
        private @Nullable SchemaSnapshot seen;

        private boolean keepsJson;

        private FieldShape(String name) {
            super(name);
            this.name = name;
            String identifier = naming.path(name);
            this.column = path.isEmpty() ? identifier : naming.join(path, identifier);
            this.isRowId = path.isEmpty() && column.equals(SystemColumns.ID);
            this.isKey = key.contains(column);
            this.place = behind(below, column);
            boolean isMadeHere = SystemColumns.contains(!below.isEmpty(), rootKey, column);
            this.isLeftOut = filter.leavesOut(place) || (isMadeHere && !isRowId);
            this.isMarked = isRowId || isKey || isLeftOut;
        }

        String name() {
            return name;
        }

        /** The normalized path, which is the name of the column. */
        String column() {
            return column;
        }

        /** Whether its values are ids of rows or make them, or are left out. */
        boolean isMarked() {
            return isMarked;
        }

        /** Whether its values are left out. */
        boolean isLeftOut() {
            return isLeftOut;
        }

        /** Whether all below it is left out too. */
        public boolean isLeftOutBelow() {
            return isLeftOut && filter.leavesOutBelow(place);
        }

        /** Whether its values are ids of rows. */
        boolean isRowId() {
            return isRowId;
        }

        /** Whether ids of rows are made of its values. */
        boolean isKey() {
            return isKey;
        }

        /** Whether the field is met a second time in the same object. */
        public boolean isRepeatedIn(long object) {
            boolean repeated = metIn == object;
            metIn = object;
            return repeated;
        }

        /** The shape of the objects that are this field's value. */
        public ObjectShape object() {
            if (object == null) {
                String inside = behind(path, naming.path(name));
                object = new ObjectShape(naming, table, tables, inside, key, rootKey, below, filter);
            }
            return object;
        }

        /** The shape of the elements of the lists that are this field's value. */
        public ObjectShape elements() {
            if (elements == null) {
                String list = behind(path, naming.tablesPath(name));
                String child = naming.join(tables, list);
                elements = new ObjectShape(naming, child, behind(tables, list), "", Set.of(), rootKey, place, filter);
            }
            return elements;
        }

        /** Whether a schema keeps objects and lists of this field as JSON. */
        boolean keepsJson(BatchTable in, SchemaSnapshot snapshot) {
            if (seen != snapshot) {
                seen = snapshot;
                DataType type = snapshot.type(in.name(), column);
                keepsJson = type == DataType.JSON
                        || type == null && snapshot.defaults().type(column, DataType.TEXT) == DataType.JSON;
            }
            return keepsJson;
        }

        /** The slot for this field's scalar values in the batch of that epoch. */
        Slot slot(BatchTable in, long epoch) {
            Slot known = slot;
            if (known == null || slotEpoch != epoch) {
                Slot next = in.slot(column);
                if (known != null && known != next) {
                    next.sizeLike(known, in.pool());
                }
                slot = next;
                slotEpoch = epoch;
                return next;
            }
            return known;
        }
    }
}
