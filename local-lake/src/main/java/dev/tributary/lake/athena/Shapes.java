package dev.tributary.lake.athena;

import dev.tributary.lake.wire.Shape;
import dev.tributary.lake.wire.Shape.Anything;
import dev.tributary.lake.wire.Shape.Flag;
import dev.tributary.lake.wire.Shape.Items;
import dev.tributary.lake.wire.Shape.Structure;
import dev.tributary.lake.wire.Shape.Text;
import dev.tributary.lake.wire.Shape.Whole;
import dev.tributary.lake.wire.Shape.Word;
import java.util.Set;
import java.util.regex.Pattern;

/** The shapes of the Athena service model (2017-05-18) that requests are made of. */
final class Shapes {

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int LONGEST_QUERY = 262_144;

    private static final Pattern LINE =
            Pattern.compile("[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*");

    static final Flag FLAG = new Flag();
    static final Anything ANYTHING = new Anything();
    static final Text QUERY = new Text(1, LONGEST_QUERY, null);
    static final Text TOKEN = new Text(32, 128, null);
    static final Text DATABASE = new Text(1, 255, null);
    static final Text CATALOG = new Text(1, 256, LINE);
    static final Text NAME = new Text(1, 128, null);
    static final Text DESCRIPTION = new Text(1, 1024, null);
    static final Text WORK_GROUP = new Text(0, UNLIMITED, Pattern.compile("[a-zA-Z0-9._-]{1,128}"));
    static final Text WORK_GROUP_DESCRIPTION = new Text(0, 1024, null);
    static final Text STATEMENT_NAME = new Text(1, 256, Pattern.compile("[a-zA-Z_][a-zA-Z0-9_@:]{1,256}"));
    static final Text ID = new Text(1, 128, Pattern.compile("\\S+"));
    static final Text NEXT_TOKEN = new Text(1, 1024, null);
    static final Text RESOURCE = new Text(1, 1011, null);
    static final Items PARAMETERS = new Items(new Text(1, 1024, null), 1, UNLIMITED);

    static final Structure RESULT_CONFIGURATION = new Structure()
            .with("OutputLocation", new Text(0, UNLIMITED, null))
            .with(
                    "EncryptionConfiguration",
                    new Structure()
                            .needs("EncryptionOption", new Word(Set.of("SSE_S3", "SSE_KMS", "CSE_KMS")))
                            .with("KmsKey", new Text(0, UNLIMITED, null)))
            .with("ExpectedBucketOwner", new Text(12, 12, Pattern.compile("^[0-9]+$")))
            .with(
                    "AclConfiguration",
                    new Structure().needs("S3AclOption", new Word(Set.of("BUCKET_OWNER_FULL_CONTROL"))));

    static final Structure CONTEXT = new Structure().with("Database", DATABASE).with("Catalog", CATALOG);

    static final Structure RESULT_REUSE = new Structure()
            .with(
                    "ResultReuseByAgeConfiguration",
                    new Structure().needs("Enabled", FLAG).with("MaxAgeInMinutes", new Whole(0, 10_080)));

    /** The smallest limit on the bytes a query may read. */
    static final Whole CUTOFF = new Whole(10_000_000, Long.MAX_VALUE);

    static final Structure WORK_GROUP_CONFIGURATION = settings()
            .with("ResultConfiguration", RESULT_CONFIGURATION)
            .with("ManagedQueryResultsConfiguration", ANYTHING);

    static final Structure WORK_GROUP_UPDATES = settings()
            .with(
                    "ResultConfigurationUpdates",
                    RESULT_CONFIGURATION
                            .with("RemoveOutputLocation", FLAG)
                            .with("RemoveEncryptionConfiguration", FLAG)
                            .with("RemoveExpectedBucketOwner", FLAG)
                            .with("RemoveAclConfiguration", FLAG))
            .with("ManagedQueryResultsConfigurationUpdates", ANYTHING)
            .with("RemoveBytesScannedCutoffPerQuery", FLAG)
            .with("RemoveCustomerContentEncryptionConfiguration", FLAG);

    static final Items TAGS =
            new Items(new Structure().with("Key", new Text(1, 128, null)).with("Value", new Text(0, 256, null)), 0, 50);

    private Shapes() {}

    /** A request that is answered in pages. */
    static Structure paged(Structure request, int least, int most) {
        return request.with("NextToken", NEXT_TOKEN).with("MaxResults", new Whole(least, most));
    }

    static Items list(Shape item, int min, int max) {
        return new Items(item, min, max);
    }

    private static Structure settings() {
        return new Structure()
                .with("EnforceWorkGroupConfiguration", FLAG)
                .with("PublishCloudWatchMetricsEnabled", FLAG)
                .with("BytesScannedCutoffPerQuery", CUTOFF)
                .with("RequesterPaysEnabled", FLAG)
                .with("EngineVersion", ANYTHING)
                .with("AdditionalConfiguration", NAME)
                .with("ExecutionRole", new Text(20, 2048, null))
                .with("CustomerContentEncryptionConfiguration", ANYTHING)
                .with("EnableMinimumEncryptionConfiguration", FLAG);
    }
}
