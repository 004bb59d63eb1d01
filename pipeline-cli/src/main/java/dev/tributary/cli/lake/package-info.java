/**
 * The lake that the settings name: in AWS, or embedded and ended with the command. Start at {@code Lake}; {@code LakeCommand}
 * serves an embedded one to other programs. It sees the destination, the local lake and {@code terminal}.
 */
@NullMarked
package dev.tributary.cli.lake;

import org.jspecify.annotations.NullMarked;
