package dev.tributary.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.lake.LocalLake;
import dev.tributary.lake.sql.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Tables that were made without the engine, read and written by it; and what DDL tells of what the engine made. */
class DdlTablesIT {

    private static LocalLake lake;

    @BeforeAll
    static void start() {
        lake = TestEngine.lake();
    }

    @BeforeEach
    void fresh() {
        ddl("DROP DATABASE IF EXISTS made CASCADE");
        ddl("CREATE DATABASE made LOCATION 's3://lake/made/'");
    }

    @AfterEach
    void gone() {
        ddl("DROP DATABASE IF EXISTS made CASCADE");
    }

    @Test
    void readsAndWritesAHiveTableInParquet() {
        ddl("CREATE EXTERNAL TABLE t (a bigint, b decimal(10,2), c array<struct<x:int,y:string>>, d timestamp)"
                + " PARTITIONED BY (p string, `date` date) STORED AS PARQUET LOCATION 's3://lake/made/parquet/'");
        query("INSERT INTO made.t VALUES (1, DECIMAL '1.50', ARRAY[CAST(ROW(1, 'x') AS ROW(x int, y varchar))],"
                + " TIMESTAMP '2026-01-01 00:00:00.000', 'k:v', DATE '2026-01-02')");
        ddl("ALTER TABLE t ADD COLUMNS (e string)");

        assertThat(query("SELECT * FROM made.t"))
                .containsExactly(
                        List.of("1", "1.50", "[{x=1, y=x}]", "2026-01-01 00:00:00.000", "null", "k:v", "2026-01-02"));
        assertThat(ddl("SHOW PARTITIONS t")).containsExactly("p=k%3Av/date=2026-01-02");

        ddl("ALTER TABLE t DROP PARTITION (p='k:v')");
        assertThat(query("SELECT count(*) FROM made.t")).containsExactly(List.of("0"));
    }

    @Test
    void readsAndWritesText() {
        ddl("CREATE EXTERNAL TABLE lazy (a int, b array<string>, c map<string,int>) ROW FORMAT DELIMITED FIELDS"
                + " TERMINATED BY ',' COLLECTION ITEMS TERMINATED BY '|' MAP KEYS TERMINATED BY ':' NULL DEFINED AS '-'"
                + " STORED AS TEXTFILE LOCATION 's3://lake/made/lazy/' TBLPROPERTIES ('skip.header.line.count'='1')");
        put("made/lazy/f.csv", "a,b,c\n1,x|y,k:2\n-,-,-\n");
        ddl("CREATE EXTERNAL TABLE quoted (a string, b string) ROW FORMAT SERDE"
                + " 'org.apache.hadoop.hive.serde2.OpenCSVSerde' WITH SERDEPROPERTIES ('separatorChar'=';',"
                + " 'quoteChar'='\\'', 'escapeChar'='\\\\') LOCATION 's3://lake/made/quoted/'");
        put("made/quoted/f.csv", "'x;y';z\n");
        ddl("CREATE EXTERNAL TABLE json (a int, b struct<c:string,d:array<int>>) ROW FORMAT SERDE"
                + " 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/made/json/'");
        put("made/json/f.json", "{\"a\": 1, \"b\": {\"c\": \"x\", \"d\": [1, 2]}}\n");

        assertThat(query("SELECT * FROM made.lazy"))
                .containsExactlyInAnyOrder(List.of("1", "[x, y]", "{k=2}"), List.of("null", "null", "null"));
        assertThat(query("SELECT * FROM made.quoted")).containsExactly(List.of("x;y", "z"));
        assertThat(query("SELECT * FROM made.json")).containsExactly(List.of("1", "{c=x, d=[1, 2]}"));

        query("INSERT INTO made.quoted VALUES ('1', 'it''s')");
        query("INSERT INTO made.json VALUES (2, ROW('y', ARRAY[3]))");
        assertThat(query("SELECT * FROM made.quoted ORDER BY a"))
                .containsExactly(List.of("1", "it's"), List.of("x;y", "z"));
        assertThat(query("SELECT b.d FROM made.json WHERE a = 2")).containsExactly(List.of("[3]"));
    }

    @Test
    void findsRepairedAndProjectedPartitions() {
        ddl("CREATE EXTERNAL TABLE repaired (a int) PARTITIONED BY (p string) ROW FORMAT DELIMITED FIELDS TERMINATED BY"
                + " ',' LOCATION 's3://lake/made/repaired/'");
        put("made/repaired/p=x y/f.csv", "1\n");
        ddl("CREATE EXTERNAL TABLE projected (a int) PARTITIONED BY (n int) LOCATION 's3://lake/made/projected/'"
                + " TBLPROPERTIES ('projection.enabled'='true', 'projection.n.type'='integer', 'projection.n.range'='1,3',"
                + " 'storage.location.template'='s3://lake/made/projected/${n}/')");
        put("made/projected/2/f.csv", "7\n");

        assertThat(query("SELECT * FROM made.repaired")).isEmpty();
        ddl("MSCK REPAIR TABLE repaired");
        assertThat(query("SELECT * FROM made.repaired")).containsExactly(List.of("1", "x y"));
        assertThat(query("SELECT * FROM made.projected")).containsExactly(List.of("7", "2"));
        assertThat(ddl("SHOW PARTITIONS projected")).isEmpty();
    }

    @Test
    void readsWritesAndChangesAnIcebergTable() {
        ddl("CREATE TABLE ice (id bigint COMMENT 'key', s string, ts timestamp, n int) PARTITIONED BY (bucket(4, id),"
                + " truncate(2, s), day(ts)) LOCATION 's3://lake/made/ice/' TBLPROPERTIES ('table_type'='ICEBERG',"
                + " 'format'='parquet', 'vacuum_min_snapshots_to_keep'='2')");
        query("INSERT INTO made.ice VALUES (1, 'abc', TIMESTAMP '2026-01-01 00:00:00.123456', 7)");
        ddl("ALTER TABLE ice CHANGE n m bigint AFTER id");
        ddl("ALTER TABLE ice ADD COLUMNS (x array<string>)");
        query("MERGE INTO made.ice t USING (VALUES 1, 2) v(id) ON t.id = v.id WHEN MATCHED THEN UPDATE SET m = m + 1"
                + " WHEN NOT MATCHED THEN INSERT (id) VALUES (v.id)");

        assertThat(query("SELECT id, m, s, ts, x FROM made.ice ORDER BY id"))
                .containsExactly(
                        List.of("1", "8", "abc", "2026-01-01 00:00:00.123456", "null"),
                        List.of("2", "null", "null", "null", "null"));
        assertThat(ddl("DESCRIBE ice"))
                .contains("id\tbigint\tkey", "m\tbigint\t", "x\tarray<string>\t", "id_bucket\tbucket[4]\tid");
        assertThat(ddl("SHOW CREATE TABLE ice"))
                .contains("PARTITIONED BY (bucket(4, `id`), truncate(2, `s`), day(`ts`))");
        ddl("ALTER TABLE ice RENAME TO renamed");
        assertThat(query("SELECT count(*) FROM made.renamed")).containsExactly(List.of("2"));

        ddl("DROP TABLE renamed");
        assertThat(keys("made/ice/")).isEmpty();
    }

    @Test
    void tellsWhatTheEngineMade() {
        query("CREATE TABLE made.ctas WITH (table_type = 'ICEBERG', is_external = false, location ="
                + " 's3://lake/made/ctas/', partitioning = ARRAY['bucket(a, 4)'], write_compression = 'ZSTD') AS SELECT 1"
                + " AS a, 'x' AS b");
        query("CREATE OR REPLACE VIEW made.v AS SELECT a, b FROM made.ctas");

        assertThat(ddl("SHOW CREATE TABLE ctas"))
                .startsWith(
                        "CREATE TABLE made.ctas (", "  `a` int,", "  `b` string)", "PARTITIONED BY (bucket(4, `a`))");
        assertThat(ddl("SHOW TABLES")).containsExactly("ctas", "v");
        assertThat(ddl("SHOW VIEWS")).containsExactly("v");
        assertThat(ddl("DESCRIBE v")).containsExactly("a\tinteger", "b\tvarchar");
        assertThat(ddl("SHOW CREATE VIEW v")).first().isEqualTo("CREATE VIEW made.v AS");
        ddl("DROP VIEW \"made\".\"v\"");
        assertThat(ddl("SHOW VIEWS")).isEmpty();
        ddl("DROP TABLE ctas");
        assertThat(keys("made/ctas/")).isEmpty();
    }

    private static List<String> ddl(String sql) {
        Collected output = new Collected();
        lake.ddl().run(new Statement(sql, "AwsDataCatalog", "made", "s3://lake/results/"), output);
        return output.rows.stream().map(row -> String.join("|", row)).toList();
    }

    private static List<List<String>> query(String sql) {
        return TestEngine.rows(sql).stream()
                .map(row -> row.stream().map(String::valueOf).toList())
                .toList();
    }

    private static void put(String key, String content) {
        try (S3Client s3 = s3()) {
            s3.putObject(
                    request -> request.bucket("lake").key(key),
                    RequestBody.fromBytes(content.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static List<String> keys(String prefix) {
        try (S3Client s3 = s3()) {
            return s3.listObjectsV2(request -> request.bucket("lake").prefix(prefix)).contents().stream()
                    .map(object -> object.key())
                    .toList();
        }
    }

    private static S3Client s3() {
        return S3Client.builder()
                .endpointOverride(lake.s3Endpoint())
                .region(Region.of(lake.region()))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(lake.accessKeyId(), lake.secretAccessKey())))
                .build();
    }
}
