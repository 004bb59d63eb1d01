package dev.tributary.benchmarks.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the flat data as a Java record of twenty fields. */
public record Trip(
        String tripId,
        int vendorId,
        Instant pickupAt,
        Instant dropoffAt,
        @Nullable Integer passengerCount,
        double tripDistance,
        @Nullable Integer ratecodeId,
        @Nullable String storeAndFwdFlag,
        int pickupZone,
        int dropoffZone,
        String borough,
        String paymentType,
        double fareAmount,
        double extra,
        double mtaTax,
        double tipAmount,
        double tollsAmount,
        double improvementSurcharge,
        double totalAmount,
        @Nullable Double congestionSurcharge) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    static Trip of(JsonNode row) {
        return new Trip(
                row.get("trip_id").textValue(),
                row.get("vendor_id").intValue(),
                time(row, "pickup_at"),
                time(row, "dropoff_at"),
                integer(row, "passenger_count"),
                row.get("trip_distance").doubleValue(),
                integer(row, "ratecode_id"),
                row.get("store_and_fwd_flag").textValue(),
                row.get("pickup_zone").intValue(),
                row.get("dropoff_zone").intValue(),
                row.get("borough").textValue(),
                row.get("payment_type").textValue(),
                row.get("fare_amount").doubleValue(),
                row.get("extra").doubleValue(),
                row.get("mta_tax").doubleValue(),
                row.get("tip_amount").doubleValue(),
                row.get("tolls_amount").doubleValue(),
                row.get("improvement_surcharge").doubleValue(),
                row.get("total_amount").doubleValue(),
                row.get("congestion_surcharge").isNull()
                        ? null
                        : row.get("congestion_surcharge").doubleValue());
    }

    /** The same row as a map. */
    Map<String, @Nullable Object> map() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("trip_id", tripId);
        map.put("vendor_id", vendorId);
        map.put("pickup_at", pickupAt);
        map.put("dropoff_at", dropoffAt);
        map.put("passenger_count", passengerCount);
        map.put("trip_distance", tripDistance);
        map.put("ratecode_id", ratecodeId);
        map.put("store_and_fwd_flag", storeAndFwdFlag);
        map.put("pickup_zone", pickupZone);
        map.put("dropoff_zone", dropoffZone);
        map.put("borough", borough);
        map.put("payment_type", paymentType);
        map.put("fare_amount", fareAmount);
        map.put("extra", extra);
        map.put("mta_tax", mtaTax);
        map.put("tip_amount", tipAmount);
        map.put("tolls_amount", tollsAmount);
        map.put("improvement_surcharge", improvementSurcharge);
        map.put("total_amount", totalAmount);
        map.put("congestion_surcharge", congestionSurcharge);
        return map;
    }

    private static Instant time(JsonNode row, String name) {
        return LocalDateTime.parse(row.get(name).textValue(), TIME).toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Integer integer(JsonNode row, String name) {
        return row.get(name).isNull() ? null : row.get(name).intValue();
    }
}
