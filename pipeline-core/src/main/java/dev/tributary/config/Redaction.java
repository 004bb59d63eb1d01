package dev.tributary.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes secrets out of texts that are kept or shown. */
public final class Redaction {
    /** Takes out nothing. */
    public static final Redaction NONE = new Redaction(List.of());

    /** A shorter text is found in too many words to be taken out. */
    private static final int SHORTEST = 2;

    private final List<String> secrets;

    /** Takes out these texts, also as they stand in an address. Shorter ones than two characters are left. */
    public Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(s -> s.strip().length() >= SHORTEST)
                .flatMap(s -> Stream.of(s, s.strip(), URLEncoder.encode(s, StandardCharsets.UTF_8)))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** The text with each secret masked. */
    public String of(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, Secret.MASK);
        }
        return masked;
    }
}
