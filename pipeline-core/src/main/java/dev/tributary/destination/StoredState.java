package dev.tributary.destination;

import dev.tributary.loadpackage.LoadId;
import dev.tributary.schema.Schema;
import dev.tributary.state.PipelineState;
import java.util.Optional;

/** What the lake knows of a pipeline: its newest committed state and the schema that belongs to it. */
public record StoredState(PipelineState state, LoadId loadId, Optional<Schema> schema) {}
