package dev.tributary.lake;

import dev.tributary.lake.athena.execution.StatementRouter;
import dev.tributary.lake.ddl.DdlRunner;
import dev.tributary.lake.ddl.catalog.LakeAddresses;
import dev.tributary.lake.engine.EngineLake;
import dev.tributary.lake.engine.EngineRunner;
import dev.tributary.lake.glue.GlueEndpoint;
import dev.tributary.lake.s3.S3Endpoint;

/** What runs the statements of a lake; cheap until the first of them. */
record Runners(DdlRunner ddl, EngineRunner engine) implements AutoCloseable {

    static Runners of(LocalLakeSettings settings, S3Endpoint s3, GlueEndpoint glue) {
        DdlRunner ddl = new DdlRunner(
                glue.operations(),
                new LakeAddresses(
                        s3.address(),
                        glue.address(),
                        settings.region(),
                        settings.accessKeyId(),
                        settings.secretAccessKey()));
        EngineRunner engine = new EngineRunner(
                settings.engine(),
                new EngineLake(
                        settings.folder(),
                        s3.address(),
                        glue.address(),
                        settings.region(),
                        settings.accessKeyId(),
                        settings.secretAccessKey()));
        return new Runners(ddl, engine);
    }

    StatementRouter router() {
        return new StatementRouter(DdlRunner::takes, ddl::check, ddl, engine);
    }

    @Override
    public void close() {
        try {
            engine.close();
        } finally {
            ddl.close();
        }
    }
}
