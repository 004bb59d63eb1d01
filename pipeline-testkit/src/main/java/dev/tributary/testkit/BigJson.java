package dev.tributary.testkit;

import dev.tributary.source.RawJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * JSON Lines of any size and of known content, made as fast as a disk takes them and without keeping them: orders with a
 * list of items, each with a list of discounts, so three tables deep. The same size always gives the same bytes.
 */
public final class BigJson {
    /** Orders in a block; after as many, the numbers of items and of discounts repeat. */
    private static final int BLOCK_ORDERS = 12;

    /** The id of the first order; all ids have as many digits, so that all blocks have one length. */
    private static final long FIRST_ID = 1_000_000_000L;

    private static final int ID_DIGITS = 10;

    private static final String[] CITIES = {"Lisbon", "São Paulo", "Osaka", "Nairobi", "Oslo"};

    private record Slot(int start, int digits) {}

    private final byte[] template;
    private final List<Slot> slots = new ArrayList<>();
    private final long blocks;
    private int itemsInBlock;
    private int discountsInBlock;

    private BigJson(long atLeastBytes) {
        StringBuilder block = new StringBuilder();
        for (int order = 0; order < BLOCK_ORDERS; order++) {
            appendOrder(block, order);
        }
        template = block.toString().getBytes(StandardCharsets.UTF_8);
        findSlots();
        blocks = Math.max(1, (atLeastBytes + template.length - 1) / template.length);
    }

    /** Orders that fill at least that many bytes, and less than 10 kB more. */
    public static BigJson ofBytes(long atLeast) {
        return new BigJson(atLeast);
    }

    /** The number of bytes. */
    public long bytes() {
        return blocks * template.length;
    }

    /** The rows of the table of orders. */
    public long orders() {
        return blocks * BLOCK_ORDERS;
    }

    /** The rows of the child table {@code items}. */
    public long items() {
        return blocks * itemsInBlock;
    }

    /** The rows of the child table {@code items__discounts}. */
    public long discounts() {
        return blocks * discountsInBlock;
    }

    /** The orders as one resource's JSON, made while it is read. */
    public RawJson asRawJson() {
        return new RawJson("orders.jsonl", this::open);
    }

    /** The orders as a stream, made while it is read. */
    public InputStream open() {
        return new Blocks();
    }

    /** Writes the orders to a file. */
    public void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = template.clone();
            for (long b = 0; b < blocks; b++) {
                fill(block, b);
                out.write(block);
            }
        }
    }

    /** Digits that differ from block to block are written as {@code #}. */
    private void appendOrder(StringBuilder json, int order) {
        json.append("{\"id\": ").append("#".repeat(ID_DIGITS));
        json.append(
                ", \"createdAt\": \"2026-01-1#T1#:0#:1#.###Z\", \"customer\": {\"name\": \"customer #####\", \"address\": ");
        json.append("{\"city\": \"").append(CITIES[order % CITIES.length]).append("\", \"zip\": \"#####\"}}, ");
        json.append("\"paid\": ").append(order % 2 == 0).append(", \"total\": 1###.##, \"items\": [");
        for (int item = 0; item < order % 4; item++) {
            json.append(item == 0 ? "" : ", ");
            json.append("{\"sku\": \"sku-####\", \"quantity\": 1#, \"price\": 1##.#, \"discounts\": [");
            for (int discount = 0; discount < (order + item) % 3; discount++) {
                json.append(discount == 0 ? "" : ", ").append("{\"code\": \"SAVE#\", \"percent\": 1#}");
                discountsInBlock++;
            }
            json.append("]}");
            itemsInBlock++;
        }
        json.append("]}\n");
    }

    private void findSlots() {
        for (int i = 0; i < template.length; i++) {
            int start = i;
            while (i < template.length && template[i] == '#') {
                i++;
            }
            if (i > start) {
                slots.add(new Slot(start, i - start));
            }
        }
    }

    private void fill(byte[] block, long number) {
        long id = FIRST_ID + number * BLOCK_ORDERS;
        long random = number;
        for (Slot slot : slots) {
            boolean isId = slot.digits() == ID_DIGITS;
            random = random * 6364136223846793005L + 1442695040888963407L;
            long value = isId ? id++ : random >>> 33;
            for (int i = slot.start() + slot.digits() - 1; i >= slot.start(); i--) {
                block[i] = (byte) ('0' + value % 10);
                value /= 10;
            }
        }
    }

    private final class Blocks extends InputStream {
        private final byte[] block = template.clone();
        private long next;
        private int position = block.length;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            int written = 0;
            while (written < length && fillBlock()) {
                int part = Math.min(length - written, block.length - position);
                System.arraycopy(block, position, target, offset + written, part);
                position += part;
                written += part;
            }
            return written == 0 && length > 0 ? -1 : written;
        }

        private boolean fillBlock() {
            if (position < block.length) {
                return true;
            }
            if (next == blocks) {
                return false;
            }
            fill(block, next++);
            position = 0;
            return true;
        }
    }
}
