package dev.tributary.destination;

import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.schema.Schema;
import java.util.Optional;

/** Takes the data files of one load while they are written. Calls come from one thread. */
public interface FileStreams {
    /** The bytes at which a part is sent. */
    long partBytes();

    /** The fewest bytes of a part that is not a file's last. */
    long leastBytes();

    /**
     * Begins a file, of which a first part is there and the rows and bytes are not known yet. Empty where the file is better
     * kept whole.
     *
     * @param schema as it is by now; it has the file's table
     */
    Optional<FileStream> begin(Schema schema, PackagedFile file);

    /** Gives the load up: what was sent is taken back. Does nothing when that was done before. */
    void abandon();
}
