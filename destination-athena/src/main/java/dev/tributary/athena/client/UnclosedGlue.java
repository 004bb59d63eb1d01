package dev.tributary.athena.client;

import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/**
 * What Iceberg's catalog asks of Glue, by a client that outlives it: closing this does nothing. A proxy for the whole of Glue
 * would load the classes of its hundreds of operations.
 */
final class UnclosedGlue implements GlueClient {
    private final GlueClient client;

    UnclosedGlue(GlueClient client) {
        this.client = client;
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {}

    @Override
    public GetDatabaseResponse getDatabase(GetDatabaseRequest request) {
        return client.getDatabase(request);
    }

    @Override
    public GetDatabasesResponse getDatabases(GetDatabasesRequest request) {
        return client.getDatabases(request);
    }

    @Override
    public CreateDatabaseResponse createDatabase(CreateDatabaseRequest request) {
        return client.createDatabase(request);
    }

    @Override
    public UpdateDatabaseResponse updateDatabase(UpdateDatabaseRequest request) {
        return client.updateDatabase(request);
    }

    @Override
    public DeleteDatabaseResponse deleteDatabase(DeleteDatabaseRequest request) {
        return client.deleteDatabase(request);
    }

    @Override
    public GetTableResponse getTable(GetTableRequest request) {
        return client.getTable(request);
    }

    @Override
    public GetTablesResponse getTables(GetTablesRequest request) {
        return client.getTables(request);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return client.createTable(request);
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return client.updateTable(request);
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return client.deleteTable(request);
    }
}
