package dev.tributary.lake.engine.translate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement in the engine's words, which still knows where each part of it stood in the author's.
 *
 * @param kept which parts are the author's
 */
public record EngineSql(String text, String source, List<Kept> kept) {
    /** A part that stands in both, at different offsets. */
    record Kept(int at, int sourceAt, int length) {}

    private static final Pattern PLACE = Pattern.compile("\\bline (\\d{1,9}):(\\d{1,9})\\b");

    public EngineSql {
        kept = List.copyOf(kept);
    }

    /** A text that is all ours. */
    public static EngineSql own(String text) {
        return new EngineSql(text, text, List.of(new Kept(0, 0, text.length())));
    }

    /** An error's message with its places as they are in the author's statement. */
    public String inSource(String message) {
        if (text.equals(source)) {
            return message;
        }
        return PLACE.matcher(message).replaceAll(place -> Matcher.quoteReplacement(inSource(place)));
    }

    private String inSource(java.util.regex.MatchResult place) {
        int offset = new Position(Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2))).offset(text);
        for (Kept part : kept) {
            if (offset >= part.at() && offset <= part.at() + part.length()) {
                return Position.of(source, part.sourceAt() + offset - part.at()).toString();
            }
        }
        return new Position(1, 1).toString();
    }
}
