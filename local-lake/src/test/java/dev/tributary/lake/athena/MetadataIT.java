package dev.tributary.lake.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.TableMetadata;

class MetadataIT {

    private static final String CATALOG = "AwsDataCatalog";

    @TempDir
    static Path folder;

    static TestLake lake;

    @BeforeAll
    static void start() throws Exception {
        lake = new TestLake(folder, new Script());
        lake.glue.createDatabase(r -> r.databaseInput(
                d -> d.name("sales").description("what was sold").parameters(Map.of("k", "v"))));
        IntStream.range(0, 3).forEach(i -> lake.glue.createDatabase(r -> r.databaseInput(d -> d.name("more" + i))));
        lake.glue.createTable(r -> r.databaseName("sales")
                .tableInput(t -> t.name("orders")
                        .tableType("EXTERNAL_TABLE")
                        .parameters(Map.of("EXTERNAL", "TRUE"))
                        .partitionKeys(c -> c.name("dt").type("date"))
                        .storageDescriptor(s -> s.location("s3://b/orders/")
                                .inputFormat("in")
                                .outputFormat("out")
                                .serdeInfo(i -> i.serializationLibrary("lib").parameters(Map.of("f", "1")))
                                .columns(
                                        c -> c.name("id").type("bigint").comment("key"),
                                        c -> c.name("tags").type("array<string>")))));
        IntStream.range(0, 5)
                .forEach(i -> lake.glue.createTable(r -> r.databaseName("sales").tableInput(t -> t.name("t" + i))));
    }

    @AfterAll
    static void stop() {
        lake.close();
    }

    @Test
    void hasOneCatalog() {
        assertThat(lake.athena.listDataCatalogs(r -> {}).dataCatalogsSummary())
                .extracting(DataCatalogSummary::catalogName)
                .containsExactly(CATALOG);
        assertThat(lake.athena
                        .getDataCatalog(r -> r.name("awsdatacatalog"))
                        .dataCatalog()
                        .typeAsString())
                .isEqualTo("GLUE");
        assertThatThrownBy(() -> lake.athena.getDataCatalog(r -> r.name("none")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("Catalog 'none' does not exist");
    }

    @Test
    void listsDatabasesInPages() {
        assertThat(lake
                        .athena
                        .listDatabasesPaginator(r -> r.catalogName(CATALOG).maxResults(2))
                        .stream()
                        .flatMap(page -> page.databaseList().stream()))
                .extracting(Database::name)
                .containsExactly("more0", "more1", "more2", "sales");
        Database sales = lake.athena
                .getDatabase(r -> r.catalogName(CATALOG).databaseName("SALES"))
                .database();
        assertThat(sales.description()).isEqualTo("what was sold");
        assertThat(sales.parameters()).containsEntry("k", "v");
    }

    @Test
    void showsATable() {
        TableMetadata table = lake.athena
                .getTableMetadata(
                        r -> r.catalogName(CATALOG).databaseName("sales").tableName("orders"))
                .tableMetadata();

        assertThat(table.name()).isEqualTo("orders");
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.createTime()).isNotNull();
        assertThat(table.columns())
                .extracting(Column::name, Column::type, Column::comment)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("id", "bigint", "key"),
                        org.assertj.core.groups.Tuple.tuple("tags", "array<string>", null));
        assertThat(table.partitionKeys()).extracting(Column::name).containsExactly("dt");
        assertThat(table.parameters())
                .containsEntry("EXTERNAL", "TRUE")
                .containsEntry("location", "s3://b/orders/")
                .containsEntry("inputformat", "in")
                .containsEntry("outputformat", "out")
                .containsEntry("serde.serialization.lib", "lib")
                .containsEntry("serde.param.f", "1");
    }

    @Test
    void listsTablesInPagesAndByPattern() {
        assertThat(lake
                        .athena
                        .listTableMetadataPaginator(r ->
                                r.catalogName(CATALOG).databaseName("sales").maxResults(2))
                        .stream()
                        .flatMap(page -> page.tableMetadataList().stream()))
                .extracting(TableMetadata::name)
                .containsExactly("orders", "t0", "t1", "t2", "t3", "t4");
        assertThat(lake.athena
                        .listTableMetadata(r ->
                                r.catalogName(CATALOG).databaseName("sales").expression("t[12]"))
                        .tableMetadataList())
                .extracting(TableMetadata::name)
                .containsExactly("t1", "t2");
        assertThat(lake.raw(
                        "ListTableMetadata",
                        "{\"CatalogName\":\"AwsDataCatalog\",\"DatabaseName\":\"sales\",\"Expression\":\"orders\","
                                + "\"AttributesToGet\":[\"NAME\",\"TABLE_TYPE\"]}"))
                .isEqualTo("{\"TableMetadataList\":[{\"Name\":\"orders\",\"TableType\":\"EXTERNAL_TABLE\"}]}");
    }

    @Test
    void handsOnWhatTheCatalogMisses() {
        assertThatThrownBy(() -> lake.athena.getTableMetadata(
                        r -> r.catalogName(CATALOG).databaseName("sales").tableName("none")))
                .isInstanceOf(MetadataException.class)
                .hasMessageStartingWith("Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code:"
                        + " EntityNotFoundException; Request ID: ");
        assertThatThrownBy(() ->
                        lake.athena.getDatabase(r -> r.catalogName(CATALOG).databaseName("none")))
                .isInstanceOf(MetadataException.class);
        assertThatThrownBy(() -> lake.athena.listTableMetadata(
                        r -> r.catalogName(CATALOG).databaseName("none")))
                .isInstanceOf(MetadataException.class);
        assertThatThrownBy(() ->
                        lake.athena.listDatabases(r -> r.catalogName(CATALOG).nextToken("***")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("The nextPageToken is malformed: ***");
    }
}
