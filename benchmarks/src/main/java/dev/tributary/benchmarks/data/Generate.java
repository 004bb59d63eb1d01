package dev.tributary.benchmarks.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file of so many bytes: {@code Generate flat|nested <bytes, or 200m, or 1g> <file>}. */
public final class Generate {
    private Generate() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("Usage: Generate flat|nested <bytes> <file>");
            System.exit(2);
        }
        long began = System.nanoTime();
        Path file = Path.of(args[2]);
        long records = write(args[0], bytes(args[1]), file);
        System.out.printf(
                "%s: %,d records, %,d bytes, %.1f s%n",
                file, records, Files.size(file), (System.nanoTime() - began) / 1e9);
    }

    /** Writes records of a shape, {@code flat} or {@code nested}, until the file has so many bytes; returns their number. */
    public static long write(String shape, long bytes, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return write(shape(shape), bytes, out);
        }
    }

    static long write(Shape shape, long bytes, OutputStream out) throws IOException {
        JsonLines lines = new JsonLines(out);
        long records = 0;
        while (lines.bytes() < bytes) {
            shape.write(lines, records++);
            lines.endLine();
        }
        lines.flush();
        return records;
    }

    /** A number of bytes, also in thousands, millions or billions: {@code 10k}, {@code 200m}, {@code 1.3g}. */
    public static long bytes(String text) {
        char unit = text.charAt(text.length() - 1);
        double factor =
                switch (unit) {
                    case 'k' -> 1e3;
                    case 'm' -> 1e6;
                    case 'g' -> 1e9;
                    default -> 1;
                };
        String number = factor == 1 ? text : text.substring(0, text.length() - 1);
        return Math.round(Double.parseDouble(number) * factor);
    }

    private static Shape shape(String name) {
        return switch (name) {
            case "flat" -> new FlatRows();
            case "nested" -> new Events();
            default -> throw new IllegalArgumentException("Unknown shape '" + name + "' (available: flat, nested)");
        };
    }
}
