package dev.tributary.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.benchmarks.data.Generate;
import dev.tributary.benchmarks.report.Page;
import dev.tributary.benchmarks.report.Results;
import dev.tributary.benchmarks.section.Bench;
import dev.tributary.benchmarks.section.ColdRuns;
import dev.tributary.benchmarks.section.Dlt;
import dev.tributary.benchmarks.section.Memory;
import dev.tributary.benchmarks.section.Micro;
import dev.tributary.benchmarks.section.Objects;
import dev.tributary.benchmarks.section.Requests;
import dev.tributary.benchmarks.section.Section;
import dev.tributary.benchmarks.section.Sizes;
import dev.tributary.benchmarks.section.SmallRuns;
import dev.tributary.benchmarks.section.Warm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The command: measures the sections that are named, or all, keeps their figures, and writes the page and its plot anew. The
 * script {@code benchmarks/run} builds and starts it.
 */
public final class Benchmarks {
    private static final List<Section> SECTIONS = List.of(
            Warm.flat(),
            Warm.nested(),
            new ColdRuns(),
            new Objects(),
            new Memory(),
            new Requests(),
            new SmallRuns(),
            new Micro(),
            new Dlt());

    /** The heap that the launcher gives a long run, without what it tells the compilers. */
    private static final String LAUNCHERS_JVM = "-Xmx256m -Xms112m -Xmn16m -XX:SurvivorRatio=4 -XX:MinHeapFreeRatio=10"
            + " -XX:MaxHeapFreeRatio=15 -XX:+UseSerialGC";

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        List<String> arguments = new ArrayList<>(Arrays.asList(args));
        Path project = Path.of(System.getProperty("benchmarks.project")).toAbsolutePath();
        boolean quick = arguments.remove("--quick");
        Path target = project.resolve("benchmarks/target");
        Path work = Path.of(option(arguments, "--work", target.resolve("work").toString()));
        List<String> jvm = List.of(option(arguments, "--jvm", LAUNCHERS_JVM).split(" "));
        Optional<Path> otherJdk = Optional.of(option(arguments, "--other-jdk", ""))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
        Sizes sizes = sized(arguments, quick ? Sizes.quick() : Sizes.full());
        Set<String> known = SECTIONS.stream().map(Section::name).collect(Collectors.toSet());
        for (String word : arguments) {
            if (!known.contains(word) && !word.equals("report")) {
                System.err.printf(
                        "Unknown section '%s' (available: %s, report)%n",
                        word, SECTIONS.stream().map(Section::name).collect(Collectors.joining(", ")));
                System.exit(2);
            }
        }
        Results results = new Results(project.resolve(quick ? "benchmarks/target/results" : "benchmarks/results"));
        // Who cancels this cancels what it started.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        Bench bench = new Bench(sizes, project, Files.createDirectories(work), jvm, otherJdk);
        for (Section section : SECTIONS) {
            if (arguments.isEmpty() || arguments.contains(section.name())) {
                System.err.println(section.name());
                long began = System.nanoTime();
                ObjectNode figures = section.run(bench);
                results.keep(section.name(), figures);
                System.err.printf("  %s took %.0f s%n", section.name(), (System.nanoTime() - began) / 1e9);
                write(results, quick ? target : project.resolve("docs"));
            }
        }
        write(results, quick ? target : project.resolve("docs"));
    }

    private static void write(Results results, Path folder) throws IOException {
        Page page = new Page(results);
        Files.writeString(folder.resolve("benchmarks.md"), page.text());
        Files.writeString(folder.resolve("benchmarks.svg"), page.plot());
    }

    private static Sizes sized(List<String> arguments, Sizes sizes) {
        return new Sizes(
                bytes(arguments, "--flat", sizes.flatBytes()),
                bytes(arguments, "--nested", sizes.nestedBytes()),
                bytes(arguments, "--large", sizes.coldBytes()),
                sizes.objects(),
                Integer.parseInt(option(arguments, "--rounds", "" + sizes.rounds())),
                Integer.parseInt(option(arguments, "--cold-rounds", "" + sizes.coldRounds())));
    }

    private static long bytes(List<String> arguments, String name, long otherwise) {
        return Generate.bytes(option(arguments, name, "" + otherwise));
    }

    /** Takes an option and its value out of the arguments. */
    private static String option(List<String> arguments, String name, String otherwise) {
        int at = arguments.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        arguments.remove(at);
        return arguments.remove(at);
    }
}
