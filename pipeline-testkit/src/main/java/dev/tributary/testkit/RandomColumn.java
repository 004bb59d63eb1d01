package dev.tributary.testkit;

import dev.tributary.parquet.BoolBuffer;
import dev.tributary.parquet.BytesBuffer;
import dev.tributary.parquet.ColumnBuffer;
import dev.tributary.parquet.ColumnData;
import dev.tributary.parquet.DecimalBuffer;
import dev.tributary.parquet.DoubleBuffer;
import dev.tributary.parquet.LongBuffer;
import dev.tributary.schema.Column;
import dev.tributary.schema.DataType;
import dev.tributary.schema.TableFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A column whose values follow one pattern. */
final class RandomColumn {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long DAYS = LocalDate.of(9999, 12, 31).toEpochDay() - FIRST_DAY;
    private static final int SCALE = 2;

    private final Column column;
    private final TableFormat format;
    private final Random random;
    private final int firstBatch;
    private final Pattern pattern;
    private final double nulls;
    private long counter;
    private int run;
    private long last;

    private enum Pattern {
        CONSTANT,
        COUNTED,
        ANY,
        FEW,
        NEARLY_SORTED,
        RUNS
    }

    RandomColumn(String name, List<DataType> types, TableFormat format, Random random, int firstBatch) {
        this.format = format;
        this.random = random;
        this.firstBatch = firstBatch;
        this.pattern = Pattern.values()[random.nextInt(Pattern.values().length)];
        this.nulls = new double[] {0, 0, 0.02, 0.5, 0.98, 1}[random.nextInt(6)];
        DataType type = types.get(random.nextInt(types.size()));
        Integer precision =
                switch (type) {
                    case BIGINT -> new Integer[] {null, null, 64, 32, 16, 8}[random.nextInt(6)];
                    case DECIMAL -> new Integer[] {9, 18, 19, 38}[random.nextInt(4)];
                    default -> null;
                };
        this.column = Column.of(name, type).withType(type, precision, type == DataType.DECIMAL ? SCALE : null);
        this.counter = random.nextInt();
    }

    /** A column that numbers rows. */
    static ColumnData numbers(int first, int rows, List<@Nullable String> texts) {
        LongBuffer numbers = new LongBuffer();
        for (int row = 0; row < rows; row++) {
            numbers.put(row, first + row);
            texts.add(String.valueOf(first + row));
        }
        return new ColumnData(RandomTable.NUMBER, numbers);
    }

    Column column() {
        return column;
    }

    int firstBatch() {
        return firstBatch;
    }

    /** The values of so many rows more, which are added to the texts as well. */
    ColumnData next(int rows, List<@Nullable String> texts) {
        ColumnBuffer buffer = ColumnBuffer.of(column.type());
        for (int row = 0; row < rows; row++) {
            texts.add(random.nextDouble() < nulls ? null : put(buffer, row, next()));
        }
        return new ColumnData(column, buffer);
    }

    private long next() {
        return switch (pattern) {
            case CONSTANT -> 7;
            case COUNTED -> counter++;
            case ANY -> random.nextLong() >> random.nextInt(Long.SIZE);
            case FEW -> random.nextInt(10);
            case NEARLY_SORTED -> counter += random.nextInt(1000) - 300;
            case RUNS -> {
                if (run-- <= 0) {
                    run = random.nextInt(40);
                    last = random.nextInt(3);
                }
                yield last;
            }
        };
    }

    private String put(ColumnBuffer buffer, int row, long value) {
        if (buffer instanceof LongBuffer longs) {
            return putNumber(longs, row, value);
        }
        if (buffer instanceof DoubleBuffer doubles) {
            double number = fraction(value);
            doubles.put(row, number);
            return Long.toHexString(Double.doubleToRawLongBits(number));
        }
        if (buffer instanceof BoolBuffer bools) {
            bools.put(row, value % 2 == 0);
            return String.valueOf(value % 2 == 0);
        }
        if (buffer instanceof DecimalBuffer decimals) {
            BigInteger unscaled = unscaled(value);
            decimals.put(row, new BigDecimal(unscaled, column.decimalScale()));
            return unscaled.toString();
        }
        byte[] bytes = column.type() == DataType.BINARY
                ? BigInteger.valueOf(value).toByteArray()
                : text(value).getBytes(StandardCharsets.UTF_8);
        ((BytesBuffer) buffer).put(row, bytes, 0, bytes.length);
        return HexFormat.of().formatHex(bytes);
    }

    private String putNumber(LongBuffer longs, int row, long value) {
        long number =
                switch (column.type()) {
                    case DATE -> FIRST_DAY + Math.floorMod(value, DAYS);
                    case TIMESTAMP -> FIRST_DAY * DAY_MICROS + Math.floorMod(value, DAYS * DAY_MICROS);
                    case TIME -> Math.floorMod(value, DAY_MICROS);
                    default -> {
                        int unused = Long.SIZE - (column.precision() == null ? Long.SIZE : column.precision());
                        yield value << unused >> unused;
                    }
                };
        longs.put(row, number);
        boolean millis = column.type() == DataType.TIMESTAMP && format == TableFormat.HIVE;
        return String.valueOf(millis ? Math.floorDiv(number, 1000L) * 1000 : number);
    }

    private double fraction(long value) {
        return switch ((int) Math.floorMod(value, 97L)) {
            case 0 -> Double.NaN;
            case 1 -> -0.0;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> Double.MIN_VALUE;
            case 4 -> Double.MAX_VALUE;
            default -> value / 8.0;
        };
    }

    private BigInteger unscaled(long value) {
        int digits = column.decimalPrecision();
        BigInteger number = BigInteger.valueOf(value);
        if (digits > 18) {
            number = number.multiply(BigInteger.TEN.pow(random.nextInt(digits)));
        }
        return number.remainder(BigInteger.TEN.pow(digits));
    }

    private static String text(long value) {
        return switch ((int) Math.floorMod(value, 11L)) {
            case 0 -> "";
            case 1 -> "\uD83D\uDE00 gr\u00fc\u00df " + value;
            case 2 -> "x".repeat((int) Math.floorMod(value, 300L));
            default -> "https://example.org/a/long/prefix/that/is/shared/by/all/" + value;
        };
    }
}
