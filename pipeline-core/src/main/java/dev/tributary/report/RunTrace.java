package dev.tributary.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tributary.config.Redaction;
import dev.tributary.progress.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows one run and tells what it did, also where it failed. The steps are entered by one thread. */
public final class RunTrace implements Progress {
    /** Causes of a failure that are told. */
    private static final int MOST_CAUSES = 5;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final String pipeline;
    private final String dataset;
    private final Tracing tracing;
    private final Progress told;
    private final Clock clock;
    private final Instant began;
    private final Map<String, Span> steps = new LinkedHashMap<>();
    private final Map<String, Long> extracted = new LinkedHashMap<>();
    private final Map<String, Event.Written> written = new LinkedHashMap<>();
    private @Nullable String step;
    private long entered;
    private @Nullable RunReport report;
    private @Nullable Throwable failure;

    /** When a step began first, and how long it took in all. */
    private record Span(Instant began, long nanos) {}

    /**
     * A trace that begins now.
     *
     * @param tracing what it says besides what happens
     * @param told who is told as well how the run goes on
     */
    public RunTrace(String pipeline, String dataset, Tracing tracing, Progress told, Clock clock) {
        this.pipeline = pipeline;
        this.dataset = dataset;
        this.tracing = tracing;
        this.told = told;
        this.clock = clock;
        this.began = clock.instant();
    }

    @Override
    public void on(Event event) {
        synchronized (this) {
            if (event instanceof Event.Extracted e) {
                extracted.put(e.resource(), e.records());
            } else if (event instanceof Event.Written w) {
                written.put(w.table(), w);
            }
        }
        told.on(event);
    }

    /** Ends the step at hand and goes on with this one, which may have been entered before. */
    public void enter(String next) {
        leave();
        step = next;
        steps.putIfAbsent(next, new Span(clock.instant(), 0));
    }

    private void leave() {
        long now = System.nanoTime();
        if (step != null) {
            long took = now - entered;
            steps.computeIfPresent(step, (s, span) -> new Span(span.began(), span.nanos() + took));
        }
        entered = now;
    }

    /** Says that the run ended, and what it did. */
    public void ended(RunReport done) {
        leave();
        report = done;
    }

    /** Says that the run failed in the step at hand. */
    public void failed(Throwable thrown) {
        leave();
        failure = thrown;
    }

    /** When the run began. */
    public Instant began() {
        return began;
    }

    /** The trace as one JSON object, without secrets. */
    public ObjectNode json() {
        Duration took = Duration.between(began, clock.instant());
        ObjectNode json = NODES.objectNode().put("pipeline", pipeline).put("dataset", dataset);
        json.put("status", report == null ? "failed" : report.status().name().toLowerCase(Locale.ROOT));
        json.put("started_at", began.toString()).put("seconds", took.toMillis() / 1000.0);
        if (report != null) {
            report.loadId().ifPresent(id -> json.put("load_id", id.value()));
        }
        ArrayNode spans = json.putArray("steps");
        steps.forEach((name, span) -> spans.addObject()
                .put("step", name)
                .put("started_at", span.began().toString())
                .put("seconds", span.nanos() / 1_000_000 / 1000.0)
                .put("status", failure != null && name.equals(step) ? "failed" : "completed"));
        counts(json);
        if (report != null) {
            outcome(json, report);
        }
        ArrayNode settings = json.putArray("settings");
        tracing.settings()
                .forEach(s -> settings.addObject()
                        .put("key", s.key())
                        .put("value", s.value())
                        .put("place", s.place()));
        json.putObject("versions")
                .put("tributary", version())
                .put("java", System.getProperty("java.version"))
                .put("os", System.getProperty("os.name"));
        if (failure != null) {
            json.set("error", error(failure));
        }
        return (ObjectNode) redacted(json, tracing.redaction());
    }

    private synchronized void counts(ObjectNode json) {
        ArrayNode resources = json.putArray("resources");
        extracted.forEach(
                (name, records) -> resources.addObject().put("name", name).put("records", records));
        if (report == null) {
            ArrayNode tables = json.putArray("tables");
            written.values()
                    .forEach(w -> tables.addObject()
                            .put("name", w.table())
                            .put("rows", w.rows())
                            .put("bytes", w.bytes()));
        }
    }

    private static void outcome(ObjectNode json, RunReport report) {
        ArrayNode tables = json.putArray("tables");
        report.tables()
                .forEach(t -> tables.addObject()
                        .put("name", t.name())
                        .put("rows", t.rows())
                        .put("bytes", t.bytes())
                        .put("files", t.files())
                        .put("format", t.format().id())
                        .put("disposition", t.disposition().id()));
        json.set("schema_changes", OutcomeJson.schemaChanges(report.schemaChanges()));
        json.put("records", report.records()).put("rejects", report.rejects());
        json.set("requests", OutcomeJson.requests(report.requests()));
        json.set("discarded", OutcomeJson.discarded(report.discarded()));
        json.set("recovered", OutcomeJson.recovered(report));
    }

    private static ObjectNode error(Throwable failure) {
        ObjectNode json = NODES.objectNode()
                .put("kind", failure.getClass().getSimpleName())
                .put("message", String.valueOf(failure.getMessage()));
        ArrayNode causes = json.putArray("causes");
        Throwable cause = failure.getCause();
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            causes.add(cause.toString());
            cause = cause.getCause();
        }
        return json;
    }

    private static String version() {
        String version = RunTrace.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    private static JsonNode redacted(JsonNode node, Redaction redaction) {
        if (node.isTextual()) {
            return TextNode.valueOf(redaction.of(node.textValue()));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(redacted(field.getValue(), redaction)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, redacted(array.get(i), redaction));
            }
        }
        return node;
    }
}
