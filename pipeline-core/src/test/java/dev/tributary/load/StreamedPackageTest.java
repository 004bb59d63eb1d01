package dev.tributary.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.destination.DestinationSession;
import dev.tributary.loadpackage.LoadId;
import dev.tributary.loadpackage.LoadPackage;
import dev.tributary.loadpackage.PackageContents;
import dev.tributary.loadpackage.PackagedFile;
import dev.tributary.loadpackage.PackagedTable;
import dev.tributary.loadpackage.StreamedHead;
import dev.tributary.progress.Progress;
import dev.tributary.schema.Schema;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package of which a part is in the destination already. */
class StreamedPackageTest {
    private static final LoadId LOAD_ID = new LoadId("1700000000.000001");

    @TempDir
    Path packages;

    private LoadPackage streamed() throws IOException {
        StreamedHead head = new StreamedHead("ds/items/f.parquet", "upload", 90, List.of("\"one\"", "\"two\""));
        PackagedFile file = new PackagedFile("items", "f", 7, 100, Arrays.asList("de", null)).without(head);
        Path folder = packages.resolve(LOAD_ID.value());
        Files.write(LoadPackage.filesFolder(folder).resolve(file.name()), new byte[10]);
        PackageContents contents = new PackageContents(
                LOAD_ID, "p", "ds", "shop", LOAD_ID.createdAt(), List.of(new PackagedTable("items", List.of(file))), 0);
        return LoadPackage.complete(folder, contents, Schema.empty("shop"), PipelineState.initial("p", "ds", "shop"));
    }

    @Test
    void saysWhatWasSent() throws IOException {
        LoadPackage written = streamed();

        LoadPackage read = LoadPackage.find(written.folder()).orElseThrow();

        assertThat(read.contents()).isEqualTo(written.contents());
        assertThat(read.contents().isStreamed()).isTrue();
        assertThat(read.contents().tables().get(0).files().get(0).localBytes()).isEqualTo(10);
    }

    @Test
    void isDroppedByALaterRun() throws IOException {
        streamed();
        DestinationSession nothing = (DestinationSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DestinationSession.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException(method + " is not asked for");
                });

        assertThat(new Load(nothing, Progress.NONE).settle(packages, Optional.empty()))
                .isEmpty();

        assertThat(packages).isEmptyDirectory();
    }
}
