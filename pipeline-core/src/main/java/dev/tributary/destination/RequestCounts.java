package dev.tributary.destination;

/** How many requests were sent to each service. */
public record RequestCounts(long s3, long glue, long athena) {
    public static final RequestCounts NONE = new RequestCounts(0, 0, 0);
}
