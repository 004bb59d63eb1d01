package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.duckdb.DuckDb;
import dev.tributary.benchmarks.engine.Engine;
import dev.tributary.benchmarks.engine.Folders;
import dev.tributary.benchmarks.worker.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file, by Tributary and by DuckDB, each in a warm process of its own; they take turns. At the end what both wrote is
 * compared, value by value.
 */
public final class Warm implements Section {
    /** So many rounds get faster: the second compiler is done with the last large methods after some gigabytes. */
    private static final int WARM_UP = 8;

    private final String shape;
    private final String key;
    private final List<Contender> others;

    /** A way in which DuckDB does it: its name in the results, and its task. */
    private record Contender(String name, String task, List<String> arguments) {}

    private Warm(String shape, String key, List<Contender> others) {
        this.shape = shape;
        this.key = key;
        this.others = others;
    }

    /** Rows without lists: one file on either side. */
    public static Warm flat() {
        return new Warm("flat", "trip_id", List.of(new Contender("duckdb", "copy", List.of())));
    }

    /** Records with lists: DuckDB makes child tables too, with ids of either kind, or one file with lists in it. */
    public static Warm nested() {
        return new Warm(
                "nested",
                "id",
                List.of(
                        new Contender("duckdb_children", "children", List.of("UUID")),
                        new Contender("duckdb_children_bigint", "children", List.of("BIGINT")),
                        new Contender("duckdb", "copy", List.of())));
    }

    @Override
    public String name() {
        return shape;
    }

    @Override
    public ObjectNode run(Bench bench) throws Exception {
        Path input = bench.input(
                shape,
                shape.equals("flat") ? bench.sizes().flatBytes() : bench.sizes().nestedBytes());
        ObjectNode result = Bench.object().put("input_bytes", input.toFile().length());
        result.put("rounds_of_warm_up", WARM_UP);
        ObjectNode rounds = result.putObject("rounds");
        Path ours = bench.emptyFolder(shape + "-ours");
        Map<String, Path> theirs = new LinkedHashMap<>();
        List<Worker> duckDbs = new ArrayList<>();
        try (Worker engine = new Worker(Engine.class, bench.jvm())) {
            for (Contender other : others) {
                theirs.put(other.name(), bench.emptyFolder(shape + "-" + other.name()));
                duckDbs.add(new Worker(DuckDb.class, List.of()));
            }
            result.put(
                    "duckdb_version",
                    duckDbs.get(0).run("version").get("version").asText());
            bench.say("warm-up");
            for (int i = 0; i < WARM_UP; i++) {
                normalize(engine, input, ours);
            }
            for (int round = 0; round < bench.sizes().rounds(); round++) {
                bench.add(rounds, "ours", normalize(engine, input, ours));
                for (int i = 0; i < others.size(); i++) {
                    Contender other = others.get(i);
                    if (round == 0) {
                        duckDb(duckDbs.get(i), other, input, theirs.get(other.name()));
                    }
                    bench.add(rounds, other.name(), duckDb(duckDbs.get(i), other, input, theirs.get(other.name())));
                }
            }
            Contender first = others.get(0);
            Worker judge = duckDbs.get(0);
            bench.say("comparing values");
            result.set(
                    "check",
                    judge.run("check", ours.toString(), theirs.get(first.name()).toString(), key));
            ObjectNode bytes = result.putObject("bytes_without_ids");
            bytes.set("ours", judge.run("bytes", ours.toString()).get("bytes"));
            for (Contender other : others) {
                bytes.set(
                        other.name(),
                        judge.run("bytes", theirs.get(other.name()).toString()).get("bytes"));
            }
        } finally {
            for (Worker worker : duckDbs) {
                worker.close();
            }
        }
        for (JsonNode difference : result.at("/check/differences")) {
            bench.say("DIFFERENT VALUES: " + difference.asText());
        }
        return result;
    }

    private static JsonNode normalize(Worker engine, Path input, Path folder) throws IOException {
        Folders.clear(folder);
        return engine.run("normalize", folder.toString(), "" + Bench.THREADS, input.toString());
    }

    private static JsonNode duckDb(Worker worker, Contender how, Path input, Path folder) throws IOException {
        Folders.clear(folder);
        List<String> words = new ArrayList<>(List.of(how.task(), input.toString(), folder.toString()));
        words.addAll(how.arguments());
        return worker.run(words.toArray(String[]::new));
    }
}
