package dev.tributary.cli;

import dev.tributary.error.ConfigException;
import java.util.Scanner;

/** Asks before something is destroyed. */
final class Confirmation {
    private Confirmation() {}

    /** Whether to go on: what {@code --yes} says, or else who sits at the terminal. */
    static boolean given(Shell shell, boolean yes, String question) {
        if (yes) {
            return true;
        }
        if (!shell.terminal()) {
            throw new ConfigException("Cannot ask '%s': there is no terminal (give --yes)".formatted(question));
        }
        shell.err().print(question + " [y/N] ");
        shell.err().flush();
        Scanner answers = new Scanner(System.in);
        return answers.hasNextLine() && answers.nextLine().strip().equalsIgnoreCase("y");
    }
}
