package dev.tributary.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.athena.AthenaDestination;
import java.security.GeneralSecurityException;

/**
 * Does on a thread of its own, while the command line and the settings are read, what every run comes to later and what needs
 * neither: no work is done twice, and nothing depends on it.
 */
final class Ahead {
    private Ahead() {}

    /** Begins, if the arguments are those of a run. The thread holds up no exit. */
    static void begin(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("run")) {
            return;
        }
        Thread ahead = new Thread(Ahead::getReady, "ahead");
        ahead.setDaemon(true);
        // What fails here fails again where it is needed, and is told there.
        ahead.setUncaughtExceptionHandler((thread, failure) -> {});
        ahead.start();
    }

    private static void getReady() {
        // Whatever is searched for and not there opens all jars.
        ClassLoader.getSystemResource("nowhere");
        new ObjectMapper();
        try {
            AthenaDestination.getReady();
        } catch (GeneralSecurityException e) {
            return;
        }
    }
}
