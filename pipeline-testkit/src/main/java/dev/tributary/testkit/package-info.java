/**
 * What tests of Tributary, and of sources and destinations written for it, share: architecture rules, random records and
 * tables that a seed replays, and large inputs of known content. Start at {@code ArchitectureRules}, {@code RandomRecords},
 * {@code RandomTable} or {@code BigJson}. For the test scope only.
 */
@NullMarked
package dev.tributary.testkit;

import org.jspecify.annotations.NullMarked;
