package dev.tributary.lake.glue;

import dev.tributary.lake.wire.Shape;
import dev.tributary.lake.wire.Shape.Anything;
import dev.tributary.lake.wire.Shape.Flag;
import dev.tributary.lake.wire.Shape.Items;
import dev.tributary.lake.wire.Shape.Structure;
import dev.tributary.lake.wire.Shape.Text;
import dev.tributary.lake.wire.Shape.Texts;
import dev.tributary.lake.wire.Shape.Whole;
import java.util.regex.Pattern;

/** The shapes of the Glue service model (2017-03-31) that catalog requests are made of. */
final class Shapes {

    private static final Pattern SINGLE_LINE =
            Pattern.compile("[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*");
    private static final Pattern MULTI_LINE =
            Pattern.compile("[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*");

    private static final int UNLIMITED = Integer.MAX_VALUE;

    static final Text NAME = new Text(1, 255, SINGLE_LINE);
    static final Text DESCRIPTION = new Text(0, 2048, MULTI_LINE);
    static final Text TOKEN = new Text(0, UNLIMITED, null);
    static final Text VERSION = new Text(1, 255, SINGLE_LINE);
    static final Flag FLAG = new Flag();
    private static final Text LOCATION = new Text(0, 2056, MULTI_LINE);
    private static final Text FORMAT = new Text(0, 128, SINGLE_LINE);
    private static final Text VIEW_TEXT = new Text(0, 409_600, null);
    private static final Text PARTITION_VALUE = new Text(1, 1024, null);
    private static final Anything TIME = new Anything();
    private static final Whole NOT_NEGATIVE = new Whole(0, Integer.MAX_VALUE);
    private static final Whole ANY_INT = new Whole(Integer.MIN_VALUE, Integer.MAX_VALUE);

    static final Texts PARAMETERS = new Texts(new Text(1, 255, SINGLE_LINE), new Text(0, 512_000, null));
    static final Items VALUES = new Items(PARTITION_VALUE, 0, UNLIMITED);
    static final Structure VALUE_LIST = new Structure().needs("Values", VALUES);

    private static final Structure COLUMN = new Structure()
            .needs("Name", NAME)
            .with("Type", new Text(0, 131_072, SINGLE_LINE))
            .with("Comment", new Text(0, 255, SINGLE_LINE))
            .with("Parameters", PARAMETERS);
    private static final Items COLUMNS = new Items(COLUMN, 0, UNLIMITED);

    private static final Structure SERDE = new Structure()
            .with("Name", NAME)
            .with("SerializationLibrary", NAME)
            .with("Parameters", PARAMETERS);

    private static final Structure SKEWED = new Structure()
            .with("SkewedColumnNames", new Items(NAME, 0, UNLIMITED))
            .with("SkewedColumnValues", new Items(TOKEN, 0, UNLIMITED))
            .with("SkewedColumnValueLocationMaps", new Texts(TOKEN, TOKEN));

    private static final Structure STORAGE = new Structure()
            .with("Columns", COLUMNS)
            .with("Location", LOCATION)
            .with("AdditionalLocations", new Items(LOCATION, 0, UNLIMITED))
            .with("InputFormat", FORMAT)
            .with("OutputFormat", FORMAT)
            .with("Compressed", FLAG)
            .with("NumberOfBuckets", ANY_INT)
            .with("SerdeInfo", SERDE)
            .with("BucketColumns", new Items(NAME, 0, UNLIMITED))
            .with(
                    "SortColumns",
                    new Items(new Structure().needs("Column", NAME).needs("SortOrder", new Whole(0, 1)), 0, UNLIMITED))
            .with("Parameters", PARAMETERS)
            .with("SkewedInfo", SKEWED)
            .with("StoredAsSubDirectories", FLAG)
            .with("SchemaReference", new Anything());

    static final Structure DATABASE_INPUT = new Structure()
            .needs("Name", NAME)
            .with("Description", DESCRIPTION)
            .with("LocationUri", new Text(1, 1024, null))
            .with("Parameters", PARAMETERS)
            .with("CreateTableDefaultPermissions", new Anything())
            .with("TargetDatabase", new Anything());

    static final Structure TABLE_INPUT = new Structure()
            .needs("Name", NAME)
            .with("Description", DESCRIPTION)
            .with("Owner", NAME)
            .with("LastAccessTime", TIME)
            .with("LastAnalyzedTime", TIME)
            .with("Retention", NOT_NEGATIVE)
            .with("StorageDescriptor", STORAGE)
            .with("PartitionKeys", COLUMNS)
            .with("ViewOriginalText", VIEW_TEXT)
            .with("ViewExpandedText", VIEW_TEXT)
            .with("TableType", new Text(0, 255, null))
            .with("Parameters", PARAMETERS)
            .with("TargetTable", new Anything());

    static final Structure PARTITION_INPUT = new Structure()
            .with("Values", VALUES)
            .with("LastAccessTime", TIME)
            .with("StorageDescriptor", STORAGE)
            .with("Parameters", PARAMETERS)
            .with("LastAnalyzedTime", TIME);

    static final Structure COLUMN_STATISTICS = new Structure()
            .needs("ColumnName", NAME)
            .needs("ColumnType", new Text(0, 20_000, SINGLE_LINE))
            .needs("AnalyzedTime", TIME)
            .needs("StatisticsData", new Anything());

    static final Structure SEGMENT =
            new Structure().needs("SegmentNumber", NOT_NEGATIVE).needs("TotalSegments", new Whole(1, 10));

    private Shapes() {}

    /** A request, which may always name the catalog. */
    static Structure request() {
        return new Structure().with("CatalogId", NAME);
    }

    /** A request about one table. */
    static Structure tableRequest() {
        return request().needs("DatabaseName", NAME).needs("TableName", NAME);
    }

    /** A request that is answered in pages of at most a number of entries. */
    static Structure paged(Structure request, int most) {
        return request.with("NextToken", TOKEN).with("MaxResults", new Whole(1, most));
    }

    static Items list(Shape item, int min, int max) {
        return new Items(item, min, max);
    }
}
