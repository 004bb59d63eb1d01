package dev.tributary.cli.project;

import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.schema.SchemaContract;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code schema.contract}: one mode for all, pairs, or a table. */
final class ContractSetting {
    private static final String KEY = "schema.contract";

    private ContractSetting() {}

    static @Nullable SchemaContract of(Settings settings) {
        return settings.find(KEY).map(ContractSetting::read).orElse(null);
    }

    private static SchemaContract read(Setting setting) {
        String text = setting.isTable()
                ? setting.asMap().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(","))
                : setting.asText();
        return SchemaContract.parse(text).orElseThrow(() -> setting.invalid(SchemaContract.allowed()));
    }
}
