package dev.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {
    @TempDir
    Path folder;

    @Test
    void masksSecretsTheLongestFirstAndAsTheyStandInAnAddress() {
        Redaction redaction = new Redaction(List.of("ab", "abc", "p&w d"));

        assertThat(redaction.of("abc ab p&w d ?key=p%26w+d")).isEqualTo("****** ****** ****** ?key=******");
    }

    @Test
    void leavesTextAloneWhereASecretIsHardlyOne() {
        assertThat(new Redaction(List.of("", " ", "a")).of("a bat")).isEqualTo("a bat");
    }

    private Settings settings() throws Exception {
        Files.createDirectories(folder.resolve(".dlt"));
        Files.writeString(
                folder.resolve(".dlt/config.toml"),
                "[normalize]\nworkers = 3\n[sources.shop]\nowner = 'me'\napi_key = 'in-config'\n");
        Files.writeString(
                folder.resolve(".dlt/secrets.toml"),
                "bare = 'in-secrets'\n[sources.shop]\npin = 'in-shop'\n"
                        + "[destination.credentials]\naws_secret_access_key = 'in-aws'\n");
        Map<String, String> environment =
                Map.of("SOURCES__SHOP__TOKEN", "in-environment", "GITHUB_TOKEN", "elsewhere", "HOME", "/home/me");
        return Settings.read(Map.of("load.workers", "2"), environment, folder, folder);
    }

    @Test
    void tellsEverySettingOfOursWithoutSecrets() throws Exception {
        List<ResolvedSetting> resolved = settings().resolved();

        assertThat(resolved)
                .contains(
                        new ResolvedSetting("normalize.workers", "3", ".dlt/config.toml"),
                        new ResolvedSetting("load.workers", "2", "--set"),
                        new ResolvedSetting("extract.workers", "5", "default"),
                        new ResolvedSetting("sources.shop.owner", "me", ".dlt/config.toml"),
                        new ResolvedSetting("sources.shop.api_key", "******", ".dlt/config.toml"),
                        new ResolvedSetting("sources.shop.pin", "******", ".dlt/secrets.toml"),
                        new ResolvedSetting("sources.shop.token", "******", "environment"),
                        new ResolvedSetting(
                                "destination.credentials.aws_secret_access_key", "******", ".dlt/secrets.toml"));
        assertThat(resolved.toString()).doesNotContain("in-");
    }

    @Test
    void knowsWhatIsHidden() throws Exception {
        assertThat(settings().hidden())
                .contains("in-config", "in-secrets", "in-shop", "in-aws", "in-environment", "elsewhere")
                .doesNotContain("me", "/home/me", "3");
    }
}
