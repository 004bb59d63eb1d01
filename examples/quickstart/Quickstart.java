import dev.tributary.schema.WriteDisposition;
import dev.tributary.source.RawJson;
import dev.tributary.source.Resource;
import dev.tributary.source.Source;
import java.util.stream.Stream;

/** Famous games of chess: players and openings become columns of games, the moves a child table. Each run adds them. */
@Source
class Quickstart {
    record Champion(String name, int since) {}

    @Resource
    RawJson games() {
        return RawJson.resource(Quickstart.class, "games.json");
    }

    @Resource(writeDisposition = WriteDisposition.REPLACE, primaryKey = "name")
    Stream<Champion> champions() {
        return Stream.of(new Champion("Wilhelm Steinitz", 1886), new Champion("Emanuel Lasker", 1894));
    }
}
