/**
 * The tables {@code _dlt_loads}, {@code _dlt_version} and {@code _dlt_pipeline_state}, with dlt's columns and encodings. Start at
 * {@code SystemTables}. Depends on the Iceberg package.
 */
@NullMarked
package dev.tributary.athena.system;

import org.jspecify.annotations.NullMarked;
