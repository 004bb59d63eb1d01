package dev.tributary.extract;

import dev.tributary.error.ExtractException;
import dev.tributary.error.TributaryException;
import dev.tributary.extract.json.JsonRecords;
import dev.tributary.source.definition.ResourceDefinition;
import dev.tributary.source.definition.Step;

/** Failures of what a source's author wrote, as sentences. */
final class Failed {
    private static final String CONSEQUENCE = "(nothing of this run is loaded; mend the source and run again)";

    private Failed() {}

    /** The failure to read a resource, as it is where it is a sentence already. */
    static TributaryException reading(String resource, Throwable e) {
        return e instanceof TributaryException known
                ? known
                : new ExtractException(
                        "Cannot extract resource '%s': %s %s".formatted(resource, describe(e), CONSEQUENCE), e);
    }

    /** The failure of one of a resource's steps on a record, the number counted from 1. */
    static ExtractException step(ResourceDefinition resource, int at, long number, Object record, Exception e) {
        Step step = resource.steps().get(at);
        String kind = step instanceof Step.Mapping ? "map" : step instanceof Step.Filtering ? "filter" : "flatMap";
        return new ExtractException(
                "Cannot extract resource '%s': step %d (%s) fails on record %d, %s: %s %s"
                        .formatted(
                                resource.name(),
                                at + 1,
                                kind,
                                number,
                                JsonRecords.text(record),
                                describe(e),
                                CONSEQUENCE),
                e);
    }

    /** The failure of a transformer on a record of another resource, the number counted from 1. */
    static TributaryException transforming(String resource, String from, long number, Object record, Exception e) {
        return e instanceof TributaryException known
                ? known
                : new ExtractException(
                        "Cannot extract resource '%s': it fails on record %d of '%s', %s: %s %s"
                                .formatted(resource, number, from, JsonRecords.text(record), describe(e), CONSEQUENCE),
                        e);
    }

    /** The failure of a resource whose thread was interrupted. */
    static ExtractException interrupted(String resource, InterruptedException e) {
        return new ExtractException(
                "Cannot extract resource '%s': it was interrupted (nothing of this run is loaded)".formatted(resource),
                e);
    }

    static String describe(Throwable e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
