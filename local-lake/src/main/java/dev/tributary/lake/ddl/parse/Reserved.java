package dev.tributary.lake.ddl.parse;

import java.util.Locale;
import java.util.Set;

/** Words that Athena's DDL takes as a name only between backquotes. */
final class Reserved {

    /** Athena's list, without LIKE and IF, which it was seen to take as names all the same. */
    private static final Set<String> WORDS =
            Set.of(("ALL ALTER AND ARRAY AS AUTHORIZATION BETWEEN BIGINT BINARY BOOLEAN "
                            + "BOTH BY CASE CAST CHAR COLUMN CONF CONSTRAINT COMMIT CREATE CROSS CUBE CURRENT CURRENT_DATE "
                            + "CURRENT_TIMESTAMP CURSOR DATABASE DATE DAYOFWEEK DECIMAL DELETE DESCRIBE DISTINCT DIV DOUBLE DROP ELSE "
                            + "END EXCHANGE EXISTS EXTENDED EXTERNAL EXTRACT FALSE FETCH FLOAT FLOOR FOLLOWING FOR FOREIGN FROM FULL "
                            + "FUNCTION GRANT GROUP GROUPING HAVING IMPORT IN INNER INSERT INT INTEGER INTERSECT INTERVAL INTO IS JOIN "
                            + "LATERAL LEFT LESS LOCAL MACRO MAP MORE NONE NOT NULL NUMERIC OF ON ONLY OR ORDER OUT OUTER OVER "
                            + "PARTIALSCAN PARTITION PERCENT PRECEDING PRECISION PRESERVE PRIMARY PROCEDURE RANGE READS REDUCE REGEXP "
                            + "REFERENCES REVOKE RIGHT RLIKE ROLLBACK ROLLUP ROW ROWS SELECT SET SMALLINT START TABLE TABLESAMPLE THEN "
                            + "TIME TIMESTAMP TO TRANSFORM TRIGGER TRUE TRUNCATE UNBOUNDED UNION UNIQUEJOIN UPDATE USER USING "
                            + "UTC_TIMESTAMP VALUES VARCHAR VIEWS WHEN WHERE WINDOW WITH")
                    .split(" "));

    private Reserved() {}

    static boolean has(String word) {
        return WORDS.contains(word.toUpperCase(Locale.ROOT));
    }
}
