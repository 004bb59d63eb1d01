package dev.tributary.lake.wire;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks that a request was signed, by AWS Signature Version 4, with one key. */
final class Signature {

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256\\s+"
            + "Credential=(?<key>[^/]+)/(?<scope>(?<date>\\d{8})/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request),\\s*"
            + "SignedHeaders=(?<headers>[^,]+),\\s*Signature=(?<signature>[0-9a-f]{64})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** How far a client's clock may be off. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final String accessKeyId;
    private final String secretAccessKey;
    private final Clock clock;

    Signature(String accessKeyId, String secretAccessKey, Clock clock) {
        this.accessKeyId = accessKeyId;
        this.secretAccessKey = secretAccessKey;
        this.clock = clock;
    }

    /** Throws as the service does unless the request bears a signature by the key. */
    void check(String method, URI uri, Headers headers, byte[] body) {
        @Nullable String authorization = headers.getFirst("Authorization");
        if (authorization == null) {
            throw new ServiceException("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher parts = AUTHORIZATION.matcher(authorization.strip());
        if (!parts.matches()) {
            throw new ServiceException(
                    "IncompleteSignatureException", "Authorization header is not a complete signature.");
        }
        if (!parts.group("key").equals(accessKeyId)) {
            throw new ServiceException(
                    "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        String time = String.valueOf(headers.getFirst("X-Amz-Date"));
        checkTime(time);
        String canonical = canonical(method, uri, headers, parts.group("headers"), body);
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, parts.group("scope"), Sha256.hex(bytes(canonical)));
        byte[] expected = Sha256.keyed(signingKey(parts), bytes(toSign));
        if (!MessageDigest.isEqual(expected, HexFormat.of().parseHex(parts.group("signature")))) {
            throw new ServiceException(
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided."
                            + " Check your AWS Secret Access Key and signing method.");
        }
    }

    private void checkTime(String time) {
        try {
            Duration off = Duration.between(Instant.from(TIME.parse(time)), clock.instant())
                    .abs();
            if (off.compareTo(SKEW) <= 0) {
                return;
            }
        } catch (DateTimeException e) {
            // A time that cannot be read is answered like one that is too far off.
        }
        throw new ServiceException("InvalidSignatureException", "Signature expired or not yet current: " + time);
    }

    private byte[] signingKey(Matcher parts) {
        byte[] key = bytes("AWS4" + secretAccessKey);
        for (String step :
                List.of(parts.group("date"), parts.group("region"), parts.group("service"), "aws4_request")) {
            key = Sha256.keyed(key, bytes(step));
        }
        return key;
    }

    private static String canonical(String method, URI uri, Headers headers, String signed, byte[] body) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null
                ? ""
                : Arrays.stream(uri.getRawQuery().split("&"))
                        .map(part -> part.contains("=") ? part : part + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
        String lines = Arrays.stream(signed.split(";"))
                .map(name -> name + ":" + value(headers, name) + "\n")
                .collect(Collectors.joining());
        return String.join("\n", method, path, query, lines, signed, Sha256.hex(body));
    }

    private static String value(Headers headers, String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.stream().map(value -> value.strip().replaceAll(" +", " ")).collect(Collectors.joining(","));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
