package dev.tributary.destination;

import dev.tributary.loadpackage.StreamedHead;
import java.nio.file.Path;

/** A data file on its way to the destination while it is written. Calls come from one thread. */
public interface FileStream {
    /**
     * Sends a part, which follows those before, and deletes its file once it is there. Waits while too many parts are under
     * way, so that the disk holds few of them. A failure may come to light with a later call.
     */
    void send(Path part);

    /** What was sent, once all of it has arrived. */
    StreamedHead head();
}
