package dev.tributary.lake.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** {@code GetCallerIdentity} of STS (2011-06-15), by which clients learn the number of the account. */
final class CallerIdentity {

    static final String CONTENT_TYPE = "text/xml";

    /** The account whose lake this is, as its catalog says. */
    private static final String ACCOUNT = "000000000000";

    private static final String ACTION = "Action=GetCallerIdentity";

    /** A form of this operation is shorter. */
    private static final int LONGEST = 200;

    private CallerIdentity() {}

    /** Whether a body is the form of this operation. */
    static boolean isAskedFor(byte[] body) {
        return body.length < LONGEST
                && Arrays.asList(new String(body, StandardCharsets.UTF_8).split("&"))
                        .contains(ACTION);
    }

    static byte[] answer(String accessKeyId) {
        return """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
                <Arn>arn:aws:iam::%1$s:user/local</Arn><UserId>%2$s</UserId><Account>%1$s</Account>\
                </GetCallerIdentityResult><ResponseMetadata><RequestId>%3$s</RequestId></ResponseMetadata>\
                </GetCallerIdentityResponse>
                """.formatted(ACCOUNT, accessKeyId, UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
    }
}
