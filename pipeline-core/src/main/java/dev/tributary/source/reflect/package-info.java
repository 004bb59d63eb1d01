/**
 * Makes definitions of annotated classes, once, by reflection, and reports all mistakes of a class together. Start at
 * {@link dev.tributary.source.reflect.SourceReader}; {@code SettingLookup} is where it gets settings from, and nothing else
 * here is public.
 */
@NullMarked
package dev.tributary.source.reflect;

import org.jspecify.annotations.NullMarked;
