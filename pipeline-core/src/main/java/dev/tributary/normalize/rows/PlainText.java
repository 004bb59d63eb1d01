package dev.tributary.normalize.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.nio.CharBuffer;

/**
 * Writes characters beyond 16 bits as what they are, as orjson and so dlt does, and half of one as an escape, since UTF-8 has
 * no form for it. The generator underneath writes UTF-8.
 */
public final class PlainText extends JsonGeneratorDelegate {
    public PlainText(JsonGenerator utf8) {
        super(utf8, false);
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        combine(name);
        super.writeFieldName(name);
    }

    @Override
    public void writeString(String text) throws IOException {
        combine(text);
        super.writeString(text);
    }

    @Override
    public void writeString(char[] text, int offset, int length) throws IOException {
        combine(CharBuffer.wrap(text, offset, length));
        super.writeString(text, offset, length);
    }

    private void combine(CharSequence text) {
        configure(Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8, isWhole(text));
    }

    private static boolean isWhole(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
