package dev.tributary.lake.ddl.statement;

import java.util.Arrays;
import java.util.Optional;

/**
 * STORED AS.
 *
 * @param serde what reads its rows where no ROW FORMAT says otherwise
 */
public record FileFormat(String inputFormat, String outputFormat, String serde) {

    private static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

    /** What a table without STORED AS is. */
    public static final FileFormat TEXT = new FileFormat(
            "org.apache.hadoop.mapred.TextInputFormat",
            "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            LAZY_SIMPLE);

    private enum Short {
        TEXTFILE(TEXT),
        SEQUENCEFILE(new FileFormat(
                "org.apache.hadoop.mapred.SequenceFileInputFormat",
                "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
                LAZY_SIMPLE)),
        RCFILE(new FileFormat(
                "org.apache.hadoop.hive.ql.io.RCFileInputFormat",
                "org.apache.hadoop.hive.ql.io.RCFileOutputFormat",
                "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe")),
        ORC(new FileFormat(
                "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
                "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
                "org.apache.hadoop.hive.ql.io.orc.OrcSerde")),
        PARQUET(new FileFormat(
                "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe")),
        AVRO(new FileFormat(
                "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
                "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
                "org.apache.hadoop.hive.serde2.avro.AvroSerDe")),
        ION(new FileFormat(
                "com.amazon.ionhiveserde.formats.IonInputFormat",
                "com.amazon.ionhiveserde.formats.IonOutputFormat",
                "com.amazon.ionhiveserde.IonHiveSerDe"));

        private final FileFormat format;

        Short(FileFormat format) {
            this.format = format;
        }
    }

    /** The format of STORED AS INPUTFORMAT … OUTPUTFORMAT …. */
    public static FileFormat of(String inputFormat, String outputFormat) {
        return new FileFormat(inputFormat, outputFormat, LAZY_SIMPLE);
    }

    /** The format of a short word such as PARQUET, in any case. */
    public static Optional<FileFormat> named(String word) {
        return Arrays.stream(Short.values())
                .filter(format -> format.name().equalsIgnoreCase(word))
                .map(format -> format.format)
                .findFirst();
    }
}
