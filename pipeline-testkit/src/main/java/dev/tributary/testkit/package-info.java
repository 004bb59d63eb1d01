/**
 * What tests of Tributary, and of sources and destinations written for it, share: architecture rules, random records that a
 * seed replays, and large inputs of known content. Start at {@code ArchitectureRules}, {@code RandomRecords} or
 * {@code BigJson}. For the test scope only.
 */
@NullMarked
package dev.tributary.testkit;

import org.jspecify.annotations.NullMarked;
