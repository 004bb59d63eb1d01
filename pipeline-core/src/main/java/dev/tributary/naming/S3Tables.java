package dev.tributary.naming;

import dev.tributary.error.ConfigException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Snake case whose tables don't begin with an underscore, as S3 Tables demands. */
record S3Tables(SnakeCase words) implements NamingConvention {
    private static final Pattern LEADING_UNDERSCORES = Pattern.compile("^_+");

    static S3Tables of(@Nullable Integer maxLength) {
        if (maxLength != null && maxLength > ATHENA_MAX_LENGTH) {
            throw new ConfigException("Invalid max_identifier_length: '" + maxLength + "' (s3_tables takes at most "
                    + ATHENA_MAX_LENGTH + ")");
        }
        return new S3Tables(new SnakeCase(maxLength == null ? ATHENA_MAX_LENGTH : maxLength));
    }

    @Override
    public String id() {
        return "s3_tables";
    }

    @Override
    public int maxLength() {
        return words.maxLength();
    }

    @Override
    public String identifier(String raw) {
        return words.identifier(raw);
    }

    @Override
    public String table(String raw) {
        return LEADING_UNDERSCORES.matcher(words.identifier(raw)).replaceAll("");
    }
}
