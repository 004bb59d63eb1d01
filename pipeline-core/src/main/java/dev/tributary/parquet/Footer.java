package dev.tributary.parquet;

import dev.tributary.parquet.page.Chunk;
import dev.tributary.parquet.type.FormatTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
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

    /** A row group on disk, with a chunk for each column. */
    record WrittenGroup(long rows, List<Chunk> chunks) {}

    Footer(List<PrimitiveType> columns, List<WrittenGroup> groups) {
        this.columns = columns;
        this.groups = groups;
    }

    /** The bytes that follow the last page, which ends at this position. */
    byte[] bytes(long position) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<RowGroup> rowGroups = new ArrayList<>();
        for (WrittenGroup group : groups) {
            rowGroups.add(rowGroup(group));
        }
        writeIndexes(rowGroups, position, out);
        int start = out.size();
        FileMetaData metadata = new FileMetaData(
                1, schema(), groups.stream().mapToLong(WrittenGroup::rows).sum(), rowGroups);
        metadata.setCreated_by(CREATED_BY);
        metadata.setColumn_orders(columns.stream()
                .map(c -> ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()))
                .toList());
        Util.writeFileMetaData(metadata, out);
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(out.size() - start)
                .array());
        out.write(ParquetFile.MAGIC);
        return out.toByteArray();
    }

    private List<SchemaElement> schema() {
        List<SchemaElement> elements = new ArrayList<>();
        SchemaElement root = new SchemaElement("table");
        root.setNum_children(columns.size());
        elements.add(root);
        columns.forEach(c -> elements.add(FormatTypes.element(c)));
        return elements;
    }

    private RowGroup rowGroup(WrittenGroup group) {
        List<ColumnChunk> chunks = new ArrayList<>();
        long plainBytes = 0;
        long bytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            Chunk chunk = group.chunks().get(i);
            ColumnMetaData metadata = chunk.metadata(
                    FormatTypes.physical(columns.get(i)), columns.get(i).getName());
            ColumnChunk entry = new ColumnChunk(metadata.getData_page_offset());
            entry.setMeta_data(metadata);
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

    private void writeIndexes(List<RowGroup> rowGroups, long position, ByteArrayOutputStream out) throws IOException {
        for (int g = 0; g < groups.size(); g++) {
            for (int c = 0; c < columns.size(); c++) {
                ColumnChunk entry = rowGroups.get(g).getColumns().get(c);
                ColumnIndex index = groups.get(g).chunks().get(c).index().orElse(null);
                if (index != null) {
                    int start = out.size();
                    Util.writeColumnIndex(index, out);
                    entry.setColumn_index_offset(position + start);
                    entry.setColumn_index_length(out.size() - start);
                }
            }
        }
        for (int g = 0; g < groups.size(); g++) {
            for (int c = 0; c < columns.size(); c++) {
                ColumnChunk entry = rowGroups.get(g).getColumns().get(c);
                OffsetIndex offsets = groups.get(g).chunks().get(c).offsets();
                int start = out.size();
                Util.writeOffsetIndex(offsets, out);
                entry.setOffset_index_offset(position + start);
                entry.setOffset_index_length(out.size() - start);
            }
        }
    }
}
