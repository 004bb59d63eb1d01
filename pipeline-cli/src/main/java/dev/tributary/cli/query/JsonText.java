package dev.tributary.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.athena.sql.ResultColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON Lines: an object a row. Numbers and truths are such, all other values are Athena's texts. */
public record JsonText(Appendable out) implements ResultWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public long write(List<ResultColumn> columns, Stream<List<@Nullable String>> rows) throws IOException {
        long count = 0;
        for (Iterator<List<@Nullable String>> i = rows.iterator(); i.hasNext(); count++) {
            List<@Nullable String> row = i.next();
            ObjectNode object = MAPPER.createObjectNode();
            for (int c = 0; c < columns.size(); c++) {
                object.set(columns.get(c).name(), value(columns.get(c), row.get(c)));
            }
            out.append(MAPPER.writeValueAsString(object)).append("\n");
        }
        return count;
    }

    /** A value as its type has it; not a number and infinite are texts, as JSON has no such numbers. */
    public static JsonNode value(ResultColumn column, @Nullable String value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        if (column.type().equals("boolean")) {
            return BooleanNode.valueOf(Boolean.parseBoolean(value));
        }
        boolean number = ResultTypes.isNumber(column) && !value.equals("NaN") && !value.endsWith("Infinity");
        return number ? DecimalNode.valueOf(new BigDecimal(value)) : TextNode.valueOf(value);
    }
}
