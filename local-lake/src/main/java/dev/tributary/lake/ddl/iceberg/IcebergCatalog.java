package dev.tributary.lake.ddl.iceberg;

import dev.tributary.lake.ddl.catalog.LakeAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/** Iceberg's catalog over the lake's endpoints, opened when it is first asked for. Thread-safe. */
final class IcebergCatalog implements AutoCloseable {

    private static final String PROVIDER = "client.credentials-provider";

    private final LakeAddresses addresses;
    private @Nullable Catalog catalog;

    IcebergCatalog(LakeAddresses addresses) {
        this.addresses = addresses;
    }

    synchronized Catalog get() {
        if (catalog == null) {
            catalog = CatalogUtil.loadCatalog(CatalogUtil.ICEBERG_CATALOG_GLUE, "lake", properties(), null);
        }
        return catalog;
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("warehouse", "s3://no-default-location");
        properties.put("client.region", addresses.region());
        properties.put("http-client.type", "urlconnection");
        properties.put(PROVIDER, LakeCredentials.class.getName());
        properties.put(PROVIDER + "." + LakeCredentials.KEY, addresses.accessKeyId());
        properties.put(PROVIDER + "." + LakeCredentials.SECRET, addresses.secretAccessKey());
        properties.put("glue.endpoint", addresses.glue().toString());
        properties.put("glue.skip-name-validation", "true");
        properties.put("s3.endpoint", addresses.s3().toString());
        properties.put("s3.path-style-access", "true");
        properties.put("s3.access-key-id", addresses.accessKeyId());
        properties.put("s3.secret-access-key", addresses.secretAccessKey());
        return properties;
    }

    @Override
    public synchronized void close() {
        if (catalog instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
