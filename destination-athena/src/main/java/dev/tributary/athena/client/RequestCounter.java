package dev.tributary.athena.client;

import dev.tributary.destination.RequestCounts;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts every request that leaves, repeated ones included. Thread-safe. */
final class RequestCounter implements ExecutionInterceptor {
    private final LongAdder s3 = new LongAdder();
    private final LongAdder glue = new LongAdder();
    private final LongAdder athena = new LongAdder();

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        switch (attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)) {
            case "S3" -> s3.increment();
            case "Glue" -> glue.increment();
            case "Athena" -> athena.increment();
            default -> {}
        }
    }

    RequestCounts counts() {
        return new RequestCounts(s3.sum(), glue.sum(), athena.sum());
    }
}
