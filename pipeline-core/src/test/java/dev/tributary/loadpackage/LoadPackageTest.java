package dev.tributary.loadpackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schema.Schema;
import dev.tributary.state.PipelineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadPackageTest {
    @TempDir
    Path packages;

    private Path folder() {
        return packages.resolve("1700000000.000001");
    }

    private PackageContents contents(int files) {
        List<PackagedFile> packaged = IntStream.range(0, files)
                .mapToObj(i -> new PackagedFile("items", "f" + i, 1, 1, List.of()))
                .toList();
        LoadId loadId = new LoadId("1700000000.000001");
        return new PackageContents(
                loadId, "p", "d", "shop", loadId.createdAt(), List.of(new PackagedTable("items", packaged)), 0);
    }

    private LoadPackage complete(PackageContents contents) throws IOException {
        return LoadPackage.complete(folder(), contents, Schema.empty("shop"), PipelineState.initial("p", "d", "shop"));
    }

    private void write(PackageContents contents) throws IOException {
        Path files = LoadPackage.filesFolder(folder());
        for (PackagedFile file : contents.tables().get(0).files()) {
            Files.write(files.resolve(file.name()), new byte[1]);
        }
    }

    @Test
    void isFoundAsItWasCompleted() throws IOException {
        PackageContents contents = contents(20);
        write(contents);
        LoadPackage completed = complete(contents);

        LoadPackage found = LoadPackage.find(folder()).orElseThrow();
        assertThat(found.contents()).isEqualTo(completed.contents());
        assertThat(found.state()).isEqualTo(completed.state());
        assertThat(found.schema()).isEqualTo(completed.schema());
        try (Stream<Path> names = Files.list(folder())) {
            assertThat(names.map(n -> n.getFileName().toString()))
                    .containsExactlyInAnyOrder("files", "package.json", "schema.json", "state.json");
        }
    }

    @Test
    void countsForNothingWhenOneOfItsFilesIsNotOnTheDisk() throws IOException {
        PackageContents contents = contents(20);
        write(contents);
        Files.delete(LoadPackage.filesFolder(folder())
                .resolve(contents.tables().get(0).files().get(13).name()));

        assertThatThrownBy(() -> complete(contents)).isInstanceOf(NoSuchFileException.class);
        assertThat(LoadPackage.find(folder())).isEmpty();
        assertThat(LoadPackage.complete(packages)).isEmpty();
        assertThat(folder()).doesNotExist();
    }
}
