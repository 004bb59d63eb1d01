package dev.tributary.naming;

import java.util.regex.Pattern;

/** Tells names that keep something readable in a reduced alphabet from those that don't. */
final class Letters {
    private static final Pattern KEPT = Pattern.compile("[a-zA-Z\\p{Nd}]");

    private Letters() {}

    /** Whether a name is in a foreign script altogether, so that a reduced alphabet leaves nothing of it. */
    static boolean foreign(String name) {
        return name.chars().anyMatch(c -> c > 127) && !KEPT.matcher(name).find();
    }
}
