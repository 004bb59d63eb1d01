/**
 * The failures a user can meet, by who must act: whoever wrote the settings, the source's author, the data's owner,
 * or operations. Anything else that escapes is a bug. Depends on nothing.
 */
@NullMarked
package dev.tributary.error;

import org.jspecify.annotations.NullMarked;
