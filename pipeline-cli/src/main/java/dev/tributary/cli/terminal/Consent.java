package dev.tributary.cli.terminal;

import dev.tributary.error.ConfigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;

/** Asks before something goes; without a terminal nobody can be asked, and {@code --yes} must be there. */
public record Consent(Shell shell, boolean given) {
    public boolean isGiven(String question) {
        if (given) {
            return true;
        }
        if (!shell.terminal()) {
            throw new ConfigException("Cannot ask '%s': there is no terminal (give --yes)".formatted(question));
        }
        shell.err().print(question + " [y/N] ");
        shell.err().flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
