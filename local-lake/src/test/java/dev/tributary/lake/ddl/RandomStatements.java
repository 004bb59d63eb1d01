package dev.tributary.lake.ddl;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements at random, the same for the same seed: sound ones, sound ones with damage, and heaps of words. */
public final class RandomStatements implements Supplier<String> {

    private static final List<String> SOUND = List.of(
            "CREATE DATABASE IF NOT EXISTS d COMMENT 'c' LOCATION 's3://lake/d/' WITH DBPROPERTIES ('a'='b')",
            "ALTER DATABASE db SET DBPROPERTIES ('a'='b', \"c\"=\"d\")",
            "DROP SCHEMA IF EXISTS d CASCADE",
            "CREATE EXTERNAL TABLE IF NOT EXISTS `db`.`t` (`a` int COMMENT 'it''s', b array<struct<x:int,y:map<string,"
                    + "decimal(10,2)>>>, c varchar(10)) COMMENT 't' PARTITIONED BY (p string, q int) CLUSTERED BY (a)"
                    + " INTO 4 BUCKETS ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' COLLECTION ITEMS"
                    + " TERMINATED BY ',' MAP KEYS TERMINATED BY ':' LINES TERMINATED BY '\\n' NULL DEFINED AS '\\u0001'"
                    + " STORED AS TEXTFILE LOCATION 's3://lake/t/' TBLPROPERTIES ('k'='v')",
            "CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (p string) ROW FORMAT SERDE 'x.Y' WITH SERDEPROPERTIES"
                    + " ('a'='b') STORED AS INPUTFORMAT 'i' OUTPUTFORMAT 'o' LOCATION 's3://lake/t/'",
            "CREATE TABLE ice (a bigint, b string, ts timestamp) PARTITIONED BY (b, bucket(4, a), truncate(2, b),"
                    + " month(ts)) LOCATION 's3://lake/ice/' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='orc')",
            "DROP TABLE IF EXISTS awsdatacatalog.db.t PURGE",
            "DROP VIEW IF EXISTS \"db\".\"v\"",
            "ALTER TABLE t ADD COLUMNS (`x` string, y struct<a:int>)",
            "ALTER TABLE t PARTITION (p='a', q=1) ADD COLUMNS (z int)",
            "ALTER TABLE t REPLACE COLUMNS (a int, b date)",
            "ALTER TABLE t CHANGE COLUMN a b bigint COMMENT 'c' AFTER c",
            "ALTER TABLE t CHANGE a a int FIRST",
            "ALTER TABLE t DROP COLUMN a",
            "ALTER TABLE t RENAME TO db.u",
            "ALTER TABLE t ADD IF NOT EXISTS PARTITION (p='x') LOCATION 's3://lake/x/' PARTITION (p='y')",
            "ALTER TABLE t ADD PARTITION (p='x', q=-1.5)",
            "ALTER TABLE t DROP IF EXISTS PARTITION (p>='x', q <> 2), PARTITION (p != DATE '2026-01-01') PURGE",
            "ALTER TABLE t PARTITION (p='x') RENAME TO PARTITION (p='y')",
            "ALTER TABLE t PARTITION (p='x') SET LOCATION 's3://lake/z/'",
            "ALTER TABLE t SET LOCATION 's3://lake/z/'",
            "ALTER TABLE t SET TBLPROPERTIES ('a'='b')",
            "ALTER TABLE t UNSET TBLPROPERTIES IF EXISTS ('a', 'b')",
            "ALTER TABLE ice ADD COLUMNS (x int)",
            "ALTER TABLE ice CHANGE COLUMN a a bigint FIRST",
            "MSCK REPAIR TABLE t;",
            "SHOW SCHEMAS LIKE 'a.*|b'",
            "SHOW TABLES IN db '*t|u*'",
            "SHOW VIEWS FROM db LIKE 'v*'",
            "SHOW COLUMNS FROM t IN db",
            "SHOW PARTITIONS t PARTITION (p='x')",
            "SHOW TBLPROPERTIES t ('a')",
            "SHOW CREATE TABLE db.ice",
            "SHOW CREATE VIEW v",
            "DESCRIBE FORMATTED db.t PARTITION (p='x')",
            "DESCRIBE EXTENDED t b.'$elem$'.x",
            "DESC ice -- c",
            "/* c */ DESCRIBE t");

    private static final List<String> WORDS = Stream.concat(
                    SOUND.stream().flatMap(sql -> Stream.of(sql.split("\\b"))),
                    Stream.of(
                            "'",
                            "\"",
                            "`",
                            "/*",
                            "*/",
                            "--",
                            "\n",
                            ";",
                            "(",
                            ")",
                            "<",
                            ">",
                            "\\",
                            "\\u00",
                            "é",
                            "\0",
                            "😀",
                            "99999999999999999999",
                            "1a",
                            "_b",
                            "SELECT",
                            "AS",
                            "decimal(99,1)",
                            "``",
                            "''"))
            .distinct()
            .collect(Collectors.toList());

    private final Random random;

    public RandomStatements(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public String get() {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return sound();
        }
        return kind == 1 ? heap() : damaged();
    }

    /** A statement that can be parsed. */
    public String sound() {
        return SOUND.get(random.nextInt(SOUND.size()));
    }

    private String heap() {
        return random.ints(random.nextInt(30), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .collect(Collectors.joining(" "));
    }

    private String damaged() {
        StringBuilder sql = new StringBuilder(sound());
        for (int damage = random.nextInt(4); damage >= 0; damage--) {
            int at = random.nextInt(sql.length() + 1);
            int end = Math.min(sql.length(), at + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> sql.delete(at, end);
                case 1 -> sql.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 2 -> sql.replace(at, end, WORDS.get(random.nextInt(WORDS.size())));
                case 3 -> sql.insert(at, (char) random.nextInt(0x300));
                default -> sql.insert(at, sound(), 0, random.nextInt(8));
            }
        }
        return sql.toString();
    }
}
