package dev.tributary.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A picture of ratios: two bars for each comparison, a line at 1 and a mark at what is promised. */
final class Plot {
    private static final int WIDTH = 760;
    private static final int LEFT = 272;
    private static final int RIGHT = 60;
    private static final int TOP = 58;
    private static final int ROW = 50;
    private static final int BAR = 14;
    private static final int BOTTOM = 40;

    private static final String STYLE = """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #1f2328; }
              .title { font-size: 15px; font-weight: 600; }
              .quiet { fill: #59636e; font-size: 12px; }
              .page { fill: #ffffff; }
              .grid { stroke: #d1d9e0; stroke-width: 1; }
              .one { stroke: #59636e; stroke-width: 1.5; }
              .wall { fill: #0969da; }
              .cpu { fill: #8fb8e8; }
              .spread { stroke: #1f2328; stroke-width: 1.2; fill: none; }
              .promise { stroke: #bc4c00; stroke-width: 2.5; }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; }
                .quiet { fill: #9198a1; }
                .page { fill: #0d1117; }
                .grid { stroke: #2f3742; }
                .one { stroke: #9198a1; }
                .wall { fill: #4493f8; }
                .cpu { fill: #274b7a; }
                .spread { stroke: #e6edf3; }
                .promise { stroke: #f0883e; }
              }
            </style>
            """;

    private final List<Comparison> comparisons;
    private final double most;
    private final StringBuilder svg = new StringBuilder();

    Plot(List<Comparison> comparisons) {
        this.comparisons = comparisons;
        this.most = Math.ceil(comparisons.stream()
                .mapToDouble(c ->
                        Math.max(c.promised(), Math.max(c.wall().most(), c.cpu().most())) + 0.1)
                .max()
                .orElse(1));
    }

    String svg() {
        int height = TOP + comparisons.size() * ROW + BOTTOM;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"How many times as fast as DuckDB\">"
                        .formatted(WIDTH, height, WIDTH, height));
        svg.append(STYLE);
        line("<rect class=\"page\" width=\"%d\" height=\"%d\"/>".formatted(WIDTH, height));
        text(16, 24, "title", "start", "Times as fast as DuckDB, on the same file and processors");
        legend(44);
        grid(height - BOTTOM);
        for (int i = 0; i < comparisons.size(); i++) {
            comparison(comparisons.get(i), TOP + 8 + i * ROW);
        }
        text(
                16,
                height - 10,
                "quiet",
                "start",
                "Medians; thin lines reach from the lowest to the highest pair of rounds.");
        line("</svg>");
        return svg.toString();
    }

    private void legend(int y) {
        rect("wall", 16, y - 10, 12);
        text(33, y, "quiet", "start", "seconds that pass");
        rect("cpu", 150, y - 10, 12);
        text(167, y, "quiet", "start", "processor seconds");
        line("<line class=\"promise\" x1=\"290\" x2=\"290\" y1=\"%d\" y2=\"%d\"/>".formatted(y - 12, y + 2));
        text(298, y, "quiet", "start", "aim");
    }

    private void grid(int bottom) {
        double step = most > 8 ? 2 : 1;
        for (double ratio = 0; ratio <= most; ratio += step) {
            String kind = ratio == 1 ? "one" : "grid";
            line("<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>"
                    .formatted(kind, number(x(ratio)), number(x(ratio)), TOP, bottom));
            text(x(ratio), bottom + 15, "quiet", "middle", String.format(Locale.ROOT, "%.0f ×", ratio));
        }
        if (step > 1) {
            line("<line class=\"one\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>"
                    .formatted(number(x(1)), number(x(1)), TOP, bottom));
        }
    }

    private void comparison(Comparison comparison, int y) {
        text(LEFT - 12, y + BAR + 5, "", "end", comparison.what());
        bar("wall", comparison.wall(), y);
        bar("cpu", comparison.cpu(), y + BAR + 3);
        if (comparison.promised() > 0) {
            promise(comparison.promised(), y);
        }
        if (comparison.promisedCpu() > 0) {
            promise(comparison.promisedCpu(), y + BAR + 3);
        }
    }

    private void promise(double ratio, int y) {
        line("<line class=\"promise\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>"
                .formatted(number(x(ratio)), number(x(ratio)), y - 2, y + BAR + 2));
    }

    private void bar(String kind, Ratio ratio, int y) {
        line("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
                .formatted(kind, LEFT, y, number(x(ratio.median()) - LEFT), BAR));
        double middle = y + BAR / 2.0;
        line("<path class=\"spread\" d=\"M%s %s H%s\"/>"
                .formatted(number(x(ratio.least())), number(middle), number(x(ratio.most()))));
        text(x(ratio.most()) + 8, y + BAR - 3, "quiet", "start", String.format(Locale.ROOT, "%.1f", ratio.median()));
    }

    private double x(double ratio) {
        return LEFT + ratio / most * (WIDTH - LEFT - RIGHT);
    }

    private void rect(String kind, int x, int y, int size) {
        line("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>".formatted(kind, x, y, size, size));
    }

    private void text(double x, double y, String kind, String anchor, String text) {
        line("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                .formatted(
                        kind,
                        number(x),
                        number(y),
                        anchor,
                        text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void line(String element) {
        svg.append(element).append('\n');
    }
}
