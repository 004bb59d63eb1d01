package dev.tributary.benchmarks.section;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.micro.Encoder;
import dev.tributary.benchmarks.micro.Json;
import dev.tributary.benchmarks.micro.ObjectRows;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What single parts do on one thread, by JMH. */
public final class Micro implements Section {
    /** How much one invocation does, in the benchmark's unit. */
    private record Amount(Class<?> benchmark, double amount, String unit) {}

    private static final List<Amount> AMOUNTS = List.of(
            new Amount(Json.class, Json.BYTES / 1e6, "MB"),
            new Amount(ObjectRows.class, ObjectRows.ROWS / 1e6, "M rows"),
            new Amount(Encoder.class, Encoder.VALUES / 1e6, "M values"));

    private static final int WARM_UP = 3;
    private static final TimeValue ITERATION = TimeValue.milliseconds(700);

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public ObjectNode run(Bench bench) throws RunnerException {
        ObjectNode result = Bench.object();
        for (Amount amount : AMOUNTS) {
            OptionsBuilder options = new OptionsBuilder();
            options.include("\\." + amount.benchmark().getSimpleName() + "\\.");
            options.forks(1);
            options.warmupIterations(WARM_UP).warmupTime(ITERATION);
            options.measurementIterations(bench.sizes().rounds()).measurementTime(ITERATION);
            options.jvmArgs(bench.jvm().toArray(String[]::new));
            options.verbosity(VerboseMode.SILENT);
            for (RunResult run : new Runner(options.build()).run()) {
                ObjectNode one = figures(run, amount);
                result.withArray("/benchmarks").add(one);
                bench.say(one.toString());
            }
        }
        return result;
    }

    private static ObjectNode figures(RunResult run, Amount amount) {
        BenchmarkParams parameters = run.getParams();
        ObjectNode one = Bench.object()
                .put(
                        "benchmark",
                        amount.benchmark().getSimpleName() + "."
                                + run.getPrimaryResult().getLabel())
                .put(
                        "parameter",
                        parameters.getParamsKeys().stream()
                                .map(parameters::getParam)
                                .findFirst()
                                .orElse(""))
                .put("unit", amount.unit() + "/s");
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                one.withArray("/values")
                        .add(amount.amount()
                                * 1000
                                / iteration.getPrimaryResult().getScore());
            }
        }
        return one;
    }
}
