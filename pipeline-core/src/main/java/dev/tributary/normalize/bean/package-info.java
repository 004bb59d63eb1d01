/**
 * What the objects of a class are to who turns records into rows: one value, a list, or something with properties, and how
 * these are read, one by one or of many objects at once. Start at {@code Form} and {@code BeanShape}. Knows Java's types and
 * Jackson's nodes; never rows.
 */
@NullMarked
package dev.tributary.normalize.bean;

import org.jspecify.annotations.NullMarked;
