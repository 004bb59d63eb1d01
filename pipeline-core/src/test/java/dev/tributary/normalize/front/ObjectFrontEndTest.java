package dev.tributary.normalize.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.schema.ColumnHint;
import dev.tributary.schema.DataType;
import dev.tributary.source.Column;
import dev.tributary.source.RecordColumns;
import dev.tributary.source.batch.RecordBatch;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.TableHints;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFrontEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private enum Kind {
        RETAIL,
        WHOLE_SALE
    }

    private record Place(double lat, String city, Optional<String> note) {}

    private record Line(String sku, int amount, List<String> tags, long[] sizes) {}

    private record Order(
            long id,
            int amount,
            short small,
            byte tiny,
            char letter,
            boolean paid,
            double price,
            float weight,
            Long number,
            Integer count,
            Boolean open,
            Double rate,
            String name,
            Kind kind,
            UUID uuid,
            BigInteger big,
            LocalDateTime at,
            Instant seen,
            Place place,
            Optional<Place> other,
            List<Line> lines,
            List<List<Integer>> grid,
            Map<String, Object> extra,
            @Column(name = "Renamed") String own) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void givesTheSameRowsForRecordsMapsNodesAndJson(long seed) {
        List<Order> orders = orders(new Random(seed), 100);
        List<Map<String, Object>> maps = orders.stream().map(o -> map(o, false)).toList();
        List<String> expected = Told.objects(orders);

        assertThat(expected).hasSizeGreaterThan(1500).noneMatch(told -> told.startsWith("rejected"));
        assertThat(Told.objects(maps)).isEqualTo(expected);
        assertThat(Told.objects(maps.stream().map(JSON::valueToTree).toList())).isEqualTo(expected);
        assertThat(new Told().batch(json(maps))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void givesTheSameRowsForMapsWithFieldsInAnyOrder(long seed) {
        List<Order> orders = orders(new Random(seed), 100);
        List<Map<String, Object>> shuffled = new ArrayList<>();
        Random random = new Random(seed);
        orders.forEach(order -> {
            List<Map.Entry<String, Object>> fields =
                    new ArrayList<>(map(order, true).entrySet());
            Collections.shuffle(fields, random);
            Map<String, Object> map = new LinkedHashMap<>();
            fields.forEach(f -> map.put(new String(f.getKey()), f.getValue()));
            shuffled.add(map);
        });

        assertThat(Told.objects(shuffled)).containsExactlyInAnyOrderElementsOf(Told.objects(orders));
    }

    @Test
    void givesTheSameRowsForBatchesOfManyClasses() {
        List<Order> orders = orders(new Random(8), 60);
        Random random = new Random(8);
        List<Object> mixed = new ArrayList<>();
        orders.forEach(order -> {
            Map<String, Object> map = map(order, random.nextBoolean());
            mixed.add(
                    switch (random.nextInt(3)) {
                        case 0 -> order;
                        case 1 -> map;
                        default -> JSON.valueToTree(map(order, false));
                    });
        });

        assertThat(Told.objects(mixed)).isEqualTo(Told.objects(orders));
    }

    private record Flat(
            long id,
            int count,
            float weight,
            double price,
            boolean paid,
            char letter,
            String name,
            Kind kind,
            UUID uuid,
            Long number,
            Short small,
            Double rate,
            Boolean open,
            LocalDateTime at,
            ZonedDateTime seen,
            LocalDate day,
            BigDecimal sum,
            String when,
            String never) {}

    private record Other(String count, long rate, Double id, String name) {}

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void givesTheSameRowsForFlatRecordsAndMapsBatchAfterBatch(long seed) {
        Random random = new Random(seed);
        List<List<Object>> records = new ArrayList<>();
        List<List<Map<String, Object>>> maps = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int others = random.nextInt(3) - 1;
            List<Object> batch = Stream.generate(() -> others == 0 || others == 1 && random.nextInt(9) == 0
                            ? (Object) other(random)
                            : flat(random))
                    .limit(random.nextInt(40))
                    .toList();
            records.add(batch);
            maps.add(batch.stream().map(ObjectFrontEndTest::components).toList());
        }

        assertThat(Told.inTurn(records)).hasSizeGreaterThan(1000).isEqualTo(Told.inTurn(maps));
        assertThat(Told.inTurn(records)).isEqualTo(Told.inTurn(oneByOne(records)));
        assertThat(Told.inTurn(maps)).isEqualTo(Told.inTurn(oneByOne(maps)));
    }

    /** The same records such that none is put together with others. */
    private static List<List<?>> oneByOne(List<? extends List<?>> batches) {
        return batches.stream()
                .<List<?>>map(batch -> batch.stream().map(Optional::of).toList())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void givesTheSameRowsForMapsThatLackFieldsOrHaveThemInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<List<Map<String, Object>>> batches = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int changes = random.nextInt(3);
            batches.add(Stream.generate(() -> changed(components(flat(random)), random, changes))
                    .limit(random.nextInt(20))
                    .toList());
        }

        assertThat(Told.inTurn(batches)).isEqualTo(Told.inTurn(oneByOne(batches)));
    }

    private static Map<String, Object> changed(Map<String, Object> map, Random random, int changes) {
        List<Map.Entry<String, Object>> fields = new ArrayList<>(map.entrySet());
        if (changes > 0 && random.nextInt(3) == 0) {
            Collections.shuffle(fields, random);
        }
        if (changes > 0) {
            fields.removeIf(f -> random.nextInt(9) == 0);
        }
        Map<String, Object> changed = new LinkedHashMap<>();
        fields.forEach(f -> changed.put(f.getKey(), f.getValue()));
        if (changes > 1 && random.nextInt(30) == 0) {
            changed.put("more" + random.nextInt(3), random.nextBoolean() ? (Object) List.of(1, 2) : random.nextInt());
        }
        return changed;
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void givesTheSameRowsForColumnsAndMapsBatchAfterBatch(long seed) {
        Random random = new Random(seed);
        Told columns = new Told();
        Told maps = new Told();
        Told oneByOne = new Told();
        List<String> names = List.of("id", "price", "sum", "name", "mixed", "nested", "never");
        for (int batch = 0; batch < 20; batch++) {
            RecordColumns records = columns(random, names, random.nextInt(30), batch % 5 == 0);

            List<Object> single =
                    records.records().stream().<Object>map(Optional::of).toList();
            assertThat(columns.batch(new RecordBatch.Columns(Told.ITEMS, records)))
                    .isEqualTo(maps.batch(new RecordBatch.Objects(Told.ITEMS, records.records())))
                    .isEqualTo(oneByOne.batch(new RecordBatch.Objects(Told.ITEMS, single)));
        }
    }

    @Test
    void rejectsNoneButTheRecordsThatLackWhatMayNotBeNull() {
        ResourceDefinition items = Told.ITEMS.with(TableHints.of("items")
                .columns(
                        dev.tributary.schema.Column.of("id", DataType.BIGINT).notNull(),
                        dev.tributary.schema.Column.of("key", DataType.BIGINT)
                                .with(ColumnHint.PRIMARY_KEY)
                                .notNull()));
        Told together = new Told(items);
        Told oneByOne = new Told(items);
        for (int batch = 0; batch < 4; batch++) {
            List<Object> records = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Map<String, Object> record = new LinkedHashMap<>();
                record.put("id", batch == 2 && i == 5 ? null : i);
                record.put("key", batch == 3 && i == 6 ? null : i);
                record.put("name", i % 2 == 0 ? null : "n" + i);
                records.add(record);
            }
            List<Object> single = records.stream().<Object>map(Optional::of).toList();

            List<String> told = together.batch(new RecordBatch.Objects(items, records));
            assertThat(told).isEqualTo(oneByOne.batch(new RecordBatch.Objects(items, single)));
            assertThat(told.stream().filter(line -> line.startsWith("rejected")).count())
                    .isEqualTo(batch < 2 ? 0 : 1);
        }
    }

    private static RecordColumns columns(Random random, List<String> names, int size, boolean isOdd) {
        boolean[] nulls = new boolean[size];
        long[] ids = new long[size];
        double[] prices = new double[size + 3];
        Object[] sums = new Object[size];
        Object[] texts = new Object[size];
        Object[] mixed = new Object[size];
        Object[] nested = new Object[size];
        for (int i = 0; i < size; i++) {
            nulls[i] = random.nextInt(5) == 0;
            ids[i] = random.nextLong();
            prices[i] = random.nextDouble();
            sums[i] = maybe(random, r -> new BigDecimal(r.nextInt()).movePointLeft(2));
            texts[i] = maybe(random, r -> "t" + r.nextInt(5));
            mixed[i] = isOdd && random.nextBoolean() ? (Object) random.nextInt() : "m";
            nested[i] = isOdd ? List.of(i) : null;
        }
        return new RecordColumns(
                size,
                names,
                List.of(
                        new RecordColumns.Integers(ids, new RecordColumns.Nulls(nulls)),
                        new RecordColumns.Floats(prices, RecordColumns.Nulls.NONE),
                        new RecordColumns.Objects(sums),
                        new RecordColumns.Objects(texts),
                        new RecordColumns.Objects(mixed),
                        new RecordColumns.Objects(nested),
                        new RecordColumns.Objects(new Object[size])));
    }

    private static Flat flat(Random random) {
        return new Flat(
                random.nextInt(9) == 0 ? random.nextLong() : random.nextInt(),
                random.nextInt(),
                random.nextFloat(),
                random.nextInt(3) == 0 ? 1 : random.nextDouble(),
                random.nextBoolean(),
                'x',
                maybe(random, r -> "é" + r.nextInt(50)),
                maybe(random, r -> Kind.values()[r.nextInt(2)]),
                maybe(random, r -> new UUID(r.nextLong(), r.nextLong())),
                maybe(random, Random::nextLong),
                maybe(random, r -> (short) r.nextInt()),
                maybe(random, Random::nextDouble),
                maybe(random, Random::nextBoolean),
                maybe(random, r -> LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(r.nextInt())),
                maybe(random, r -> ZonedDateTime.of(2024, 1, 1, r.nextInt(24), 0, 0, 0, ZoneId.of("Asia/Tokyo"))),
                maybe(random, r -> LocalDate.ofEpochDay(r.nextInt(9999))),
                maybe(random, r -> new BigDecimal(BigInteger.valueOf(r.nextLong()), r.nextInt(300) == 0 ? 12 : 2)),
                maybe(
                        random,
                        r -> r.nextInt(300) == 0
                                ? "soon"
                                : Instant.ofEpochSecond(r.nextInt()).toString()),
                null);
    }

    private static Other other(Random random) {
        return new Other("n" + random.nextInt(5), random.nextLong(), maybe(random, Random::nextDouble), "o");
    }

    private static Map<String, Object> components(Object record) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                map.put(component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return map;
    }

    @Test
    void takesAllTimesOfJava() {
        LocalDateTime local = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 123_456_789);
        OffsetDateTime offset = local.atOffset(ZoneOffset.ofHours(2));
        ZonedDateTime zoned = local.atZone(ZoneId.of("Asia/Tokyo"));
        record Times(
                LocalDateTime local,
                OffsetDateTime offset,
                ZonedDateTime zoned,
                Instant instant,
                java.util.Date old,
                java.sql.Timestamp sql,
                LocalDate date,
                java.sql.Date sqlDate,
                LocalTime time) {}

        List<String> told = Told.objects(List.of(new Times(
                local,
                offset,
                zoned,
                Instant.ofEpochSecond(1, 999_999_999),
                new java.util.Date(1_500),
                new java.sql.Timestamp(1_500),
                LocalDate.of(1969, 12, 31),
                java.sql.Date.valueOf(LocalDate.of(2024, 2, 29)),
                LocalTime.of(1, 2, 3, 4_999))));

        assertThat(told)
                .containsExactly(
                        "items 0 of -1 at 0",
                        "items.local timestamp 0 -876544",
                        "items.offset timestamp 0 -7200876544",
                        "items.zoned timestamp 0 -32400876544",
                        "items.instant timestamp 0 1999999",
                        "items.old timestamp 0 1500000",
                        "items.sql timestamp 0 1500000",
                        "items.date date 0 -1",
                        "items.sql_date date 0 19782",
                        "items.time time 0 3723000004");
    }

    @Test
    void keepsTheDigitsThatAFloatShows() {
        record Floats(float plain, Float boxed) {}

        for (Object record : List.of(new Floats(0.1f, -2.3e-5f), Map.of("plain", 0.1f, "boxed", -2.3e-5f))) {
            assertThat(Told.objects(List.of(record)))
                    .contains("items.plain double 0 0.1", "items.boxed double 0 -2.3E-5");
            assertThat(Told.objects(List.of(record, record)))
                    .contains("items.plain double 1 0.1", "items.boxed double 1 -2.3E-5");
        }
    }

    @Test
    void takesOtherValues() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("decimal", new BigDecimal("12.50"));
        record.put("bytes", "ab".getBytes(StandardCharsets.UTF_8));
        record.put("node", JsonNodeFactory.instance.pojoNode(Optional.of(Kind.RETAIL)));
        record.put("nothing", JsonNodeFactory.instance.pojoNode(null));
        record.put("text", new StringBuilder("x"));
        record.put("big", new BigInteger("17"));
        record.put("list", Arrays.asList(null, JsonNodeFactory.instance.nullNode(), Optional.empty(), 'c'));

        assertThat(Told.objects(List.of(record)))
                .containsExactly(
                        "items 0 of -1 at 0",
                        "items.decimal decimal 0 12.500000000",
                        "items.bytes binary 0 ab",
                        "items.node text 0 RETAIL",
                        "items.text text 0 x",
                        "items.big bigint 0 17",
                        "items__list 0 of 0 at 0",
                        "items__list 1 of 0 at 1",
                        "items__list 2 of 0 at 2",
                        "items__list 3 of 0 at 3",
                        "items__list.value text 3 c");
    }

    @Test
    void putsATimeIntoAColumnOfAnotherType() {
        LocalDateTime time = LocalDateTime.of(2024, 1, 2, 3, 4, 5);

        assertThat(Told.objects(List.of(Map.of("a", "x"), Map.of("a", time), Map.of("a", time.toLocalDate()))))
                .containsExactly(
                        "items 0 of -1 at 0",
                        "items 1 of -1 at 0",
                        "items 2 of -1 at 0",
                        "items.a text 0 x",
                        "items.a text 1 2024-01-02T03:04:05+00:00",
                        "items.a text 2 2024-01-02");
    }

    @Test
    void rejectsAListAndKeepsAValueThatIsARecord() {
        assertThat(Told.objects(List.of(5, List.of(1), "x", new int[] {1})))
                .containsExactly(
                        "rejected: a record must be an object",
                        "rejected: a record must be an object",
                        "items 0 of -1 at 0",
                        "items 1 of -1 at 0",
                        "items.value bigint 0 5",
                        "items.value__v_text text 1 x");
    }

    private static RecordBatch.Json json(List<Map<String, Object>> maps) {
        StringBuilder text = new StringBuilder();
        int[] starts = new int[maps.size()];
        int[] ends = new int[maps.size()];
        try {
            for (int i = 0; i < maps.size(); i++) {
                starts[i] = text.length();
                text.append(JSON.writeValueAsString(maps.get(i)));
                ends[i] = text.length();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
        return new RecordBatch.Json(Told.ITEMS, "test", ascii, starts, ends, maps.size(), new long[maps.size()], true);
    }

    private static List<Order> orders(Random random, int count) {
        return Stream.generate(() -> order(random)).limit(count).toList();
    }

    private static Order order(Random random) {
        return new Order(
                random.nextLong(),
                random.nextInt(),
                (short) random.nextInt(),
                (byte) random.nextInt(),
                (char) ('a' + random.nextInt(26)),
                random.nextBoolean(),
                random.nextGaussian(),
                random.nextInt(1000) / 8f,
                maybe(random, Random::nextLong),
                maybe(random, Random::nextInt),
                maybe(random, Random::nextBoolean),
                maybe(random, Random::nextDouble),
                maybe(random, r -> "n" + r.nextInt(50)),
                maybe(random, r -> Kind.values()[r.nextInt(2)]),
                maybe(random, r -> new UUID(r.nextLong(), r.nextLong())),
                maybe(random, r -> new BigInteger(30 + r.nextInt(60), r)),
                maybe(random, r -> LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(r.nextInt())),
                maybe(random, r -> Instant.ofEpochSecond(r.nextInt(), 1000L * r.nextInt(1_000_000))),
                maybe(random, ObjectFrontEndTest::place),
                Optional.ofNullable(maybe(random, ObjectFrontEndTest::place)),
                list(random, ObjectFrontEndTest::line),
                list(random, r -> list(r, Random::nextInt)),
                extra(random),
                maybe(random, r -> "own" + r.nextInt(3)));
    }

    private static Place place(Random random) {
        return new Place(random.nextDouble(), maybe(random, r -> "c" + r.nextInt(9)), Optional.of("x"));
    }

    private static Line line(Random random) {
        return new Line("s", random.nextInt(9), list(random, r -> "t" + r.nextInt(5)), new long[] {1, 2});
    }

    private static Map<String, Object> extra(Random random) {
        Map<String, Object> extra = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++) {
            if (random.nextBoolean()) {
                extra.put("key " + i, i < 3 ? (Object) random.nextInt(100) : List.of("v" + i));
            }
        }
        return extra;
    }

    private static <T> T maybe(Random random, Function<Random, T> value) {
        return random.nextInt(4) == 0 ? null : value.apply(random);
    }

    private static <T> List<T> list(Random random, Function<Random, T> element) {
        return Stream.generate(() -> element.apply(random))
                .limit(random.nextInt(4))
                .toList();
    }

    /** The record as a map of JSON's own values, or of Java's. */
    private static Map<String, Object> map(Order o, boolean rich) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", o.id());
        map.put("amount", o.amount());
        map.put("small", rich ? (Object) o.small() : (int) o.small());
        map.put("tiny", rich ? (Object) o.tiny() : (int) o.tiny());
        map.put("letter", rich ? (Object) o.letter() : String.valueOf(o.letter()));
        map.put("paid", o.paid());
        map.put("price", o.price());
        map.put("weight", rich ? (Object) o.weight() : (double) o.weight());
        map.put("number", o.number());
        map.put("count", o.count());
        map.put("open", o.open());
        map.put("rate", o.rate());
        map.put("name", o.name());
        map.put("kind", rich || o.kind() == null ? o.kind() : o.kind().name());
        map.put("uuid", rich || o.uuid() == null ? o.uuid() : o.uuid().toString());
        map.put("big", o.big());
        map.put("at", rich || o.at() == null ? o.at() : o.at() + (o.at().getSecond() == 0 ? ":00" : ""));
        map.put("seen", rich || o.seen() == null ? o.seen() : o.seen().toString());
        map.put("place", rich || o.place() == null ? o.place() : map(o.place()));
        map.put(
                "other",
                rich ? o.other() : o.other().map(ObjectFrontEndTest::map).orElse(null));
        map.put("lines", o.lines().stream().map(l -> rich ? l : map(l)).toList());
        map.put("grid", o.grid());
        map.put("extra", o.extra());
        map.put("Renamed", o.own());
        return map;
    }

    private static Map<String, Object> map(Place place) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("lat", place.lat());
        map.put("city", place.city());
        map.put("note", place.note().orElse(null));
        return map;
    }

    private static Map<String, Object> map(Line line) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sku", line.sku());
        map.put("amount", line.amount());
        map.put("tags", line.tags());
        map.put("sizes", Arrays.stream(line.sizes()).boxed().toList());
        return map;
    }
}
