package dev.tributary.parquet;

import dev.tributary.parquet.encoding.Output;
import dev.tributary.parquet.page.Chunk;
import dev.tributary.parquet.type.FormatTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;

/** What ends a file: the page indexes of all its chunks, and its metadata. */
final class Footer {
    private static final String CREATED_BY = "tributary version 0.1.0";

    private final List<PrimitiveType> columns;
    private final List<WrittenGroup> groups;

    /** By row group. */
    private final List<Places> columnIndexes = new ArrayList<>();

    private final List<Places> offsetIndexes = new ArrayList<>();

    /** A row group on disk, with a chunk for each column. */
    record WrittenGroup(long rows, List<Chunk> chunks) {}

    Footer(List<PrimitiveType> columns, List<WrittenGroup> groups) {
        this.columns = columns;
        this.groups = groups;
    }

    /** Writes the bytes that follow the last page, which ends at this position, in one piece; returns how many they are. */
    int write(OutputStream file, long position) throws IOException {
        Output out = new Output();
        for (int g = 0; g < groups.size(); g++) {
            columnIndexes.add(writeColumnIndexes(groups.get(g), position, out));
        }
        for (int g = 0; g < groups.size(); g++) {
            offsetIndexes.add(writeOffsetIndexes(groups.get(g), position, out));
        }
        int start = out.size();
        FileMetaData metadata = new FileMetaData(
                1, schema(), groups.stream().mapToLong(WrittenGroup::rows).sum(), rowGroups());
        metadata.setCreated_by(CREATED_BY);
        metadata.setColumn_orders(Collections.nCopies(columns.size(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
        Util.writeFileMetaData(metadata, out);
        int length = out.size() - start;
        out.putInt(length);
        out.write(ParquetFile.MAGIC);
        file.write(out.array(), 0, out.size());
        return out.size();
    }

    /** What there is to say of the row groups, each made when it is written: all together may be large. */
    private List<RowGroup> rowGroups() {
        return new AbstractList<>() {
            @Override
            public RowGroup get(int index) {
                return rowGroup(index);
            }

            @Override
            public int size() {
                return groups.size();
            }
        };
    }

    private List<SchemaElement> schema() {
        List<SchemaElement> elements = new ArrayList<>();
        SchemaElement root = new SchemaElement("table");
        root.setNum_children(columns.size());
        elements.add(root);
        columns.forEach(c -> elements.add(FormatTypes.element(c)));
        return elements;
    }

    private RowGroup rowGroup(int number) {
        WrittenGroup group = groups.get(number);
        List<ColumnChunk> chunks = new ArrayList<>(columns.size());
        long plainBytes = 0;
        long bytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            Chunk chunk = group.chunks().get(i);
            ColumnMetaData metadata = chunk.metadata(
                    FormatTypes.physical(columns.get(i)), columns.get(i).getName());
            ColumnChunk entry = new ColumnChunk(metadata.getData_page_offset());
            entry.setMeta_data(metadata);
            Places index = columnIndexes.get(number);
            if (index.lengths()[i] > 0) {
                entry.setColumn_index_offset(index.starts()[i]);
                entry.setColumn_index_length(index.lengths()[i]);
            }
            entry.setOffset_index_offset(offsetIndexes.get(number).starts()[i]);
            entry.setOffset_index_length(offsetIndexes.get(number).lengths()[i]);
            chunks.add(entry);
            plainBytes += chunk.plainBytes();
            bytes += chunk.bytes();
        }
        RowGroup rowGroup = new RowGroup(chunks, plainBytes, group.rows());
        rowGroup.setTotal_compressed_size(bytes);
        sorting(group).ifPresent(sorted -> rowGroup.setSorting_columns(List.of(sorted)));
        if (!chunks.isEmpty()) {
            rowGroup.setFile_offset(group.chunks().get(0).position());
        }
        return rowGroup;
    }

    /** The first column by which the rows are known to be sorted. */
    private static Optional<SortingColumn> sorting(WrittenGroup group) {
        for (int i = 0; i < group.chunks().size(); i++) {
            Boolean ascending = group.chunks().get(i).ascends().orElse(null);
            if (ascending != null) {
                return Optional.of(new SortingColumn(i, !ascending, false));
            }
        }
        return Optional.empty();
    }

    private Places writeColumnIndexes(WrittenGroup group, long position, Output out) throws IOException {
        Places places = new Places(new long[columns.size()], new int[columns.size()]);
        for (int c = 0; c < columns.size(); c++) {
            ColumnIndex index = group.chunks().get(c).index().orElse(null);
            if (index != null) {
                int start = out.size();
                Util.writeColumnIndex(index, out);
                places.set(c, position + start, out.size() - start);
            }
        }
        return places;
    }

    private Places writeOffsetIndexes(WrittenGroup group, long position, Output out) throws IOException {
        Places places = new Places(new long[columns.size()], new int[columns.size()]);
        for (int c = 0; c < columns.size(); c++) {
            int start = out.size();
            Util.writeOffsetIndex(group.chunks().get(c).offsets(), out);
            places.set(c, position + start, out.size() - start);
        }
        return places;
    }

    /** Where the indexes of a row group's chunks are, and how long; no bytes for one that isn't there. */
    private record Places(long[] starts, int[] lengths) {
        private void set(int column, long start, int length) {
            starts[column] = start;
            lengths[column] = length;
        }
    }
}
