package dev.tributary.benchmarks.data;

import static dev.tributary.benchmarks.data.JsonLines.ascii;
import static dev.tributary.benchmarks.data.JsonLines.words;

import java.io.IOException;

/**
 * Journeys of taxis: 20 columns, about 447 bytes a row; two timestamps without a zone, nine numbers with a fraction,
 * integers, texts of few values, nulls, and an identifier that is different in every row.
 */
final class FlatRows implements Shape {
    private static final long SEED = 1;

    /** 2024-01-01T00:00:00Z. */
    private static final long BEGIN = 1_704_067_200;

    private static final byte[][] PAYMENTS = words("Credit card", "Cash", "No charge", "Dispute", "Unknown");
    private static final byte[][] BOROUGHS = words("Manhattan", "Queens", "Brooklyn", "Bronx", "EWR", "Staten Island");

    private static final byte[] YES = ascii("Y");
    private static final byte[] NO = ascii("N");

    private final Dice dice = new Dice();

    @Override
    public void write(JsonLines out, long number) throws IOException {
        dice.reset(SEED, number);
        long pickup = BEGIN + number * 4 + dice.below(3600);
        long seconds = 120 + dice.below(1800) + dice.below(1200);
        int hundredthMiles = 40 + (int) (seconds * (20 + dice.below(40)) / 100);
        int fare = 300 + hundredthMiles * 2 + (int) seconds / 6;
        int tip = dice.percent(65) ? fare * (10 + dice.below(20)) / 100 : 0;
        int tolls = dice.percent(8) ? 655 : 0;
        boolean congested = dice.percent(90);
        boolean airport = dice.percent(7);
        int extra = 50 * dice.below(6);

        out.open();
        out.name("trip_id").hex(0, mixed(number), 16);
        out.name("vendor_id").number(1 + dice.below(2));
        out.name("pickup_at").time(pickup, false);
        out.name("dropoff_at").time(pickup + seconds, false);
        nullable(out, "passenger_count", dice.percent(4), 1 + Math.min(dice.below(6), dice.below(6)));
        out.name("trip_distance").decimal(hundredthMiles, 2);
        nullable(out, "ratecode_id", dice.percent(4), airport ? 2 : 1);
        out.name("store_and_fwd_flag");
        if (dice.percent(4)) {
            out.nothing();
        } else {
            out.text(dice.percent(1) ? YES : NO);
        }
        out.name("pickup_zone").number(1 + dice.below(265));
        out.name("dropoff_zone").number(1 + dice.below(265));
        out.name("borough").text(dice.oneOf(BOROUGHS));
        out.name("payment_type").text(dice.oneOf(PAYMENTS));
        out.name("fare_amount").decimal(dice.percent(1) ? -fare : fare, 2);
        out.name("extra").decimal(extra, 2);
        out.name("mta_tax").decimal(50, 2);
        out.name("tip_amount").decimal(tip, 2);
        out.name("tolls_amount").decimal(tolls, 2);
        out.name("improvement_surcharge").decimal(100, 2);
        out.name("total_amount").decimal(fare + extra + 150 + tip + tolls + (congested ? 250 : 0), 2);
        out.name("congestion_surcharge");
        if (dice.percent(4)) {
            out.nothing();
        } else {
            out.decimal(congested ? 250 : 0, 2);
        }
        out.close();
    }

    private static void nullable(JsonLines out, String name, boolean absent, long value) throws IOException {
        out.name(name);
        if (absent) {
            out.nothing();
        } else {
            out.number(value);
        }
    }

    /** Different for every number: a multiplication by an odd number loses nothing. */
    private static long mixed(long number) {
        return number * 0x9E3779B97F4A7C15L;
    }
}
