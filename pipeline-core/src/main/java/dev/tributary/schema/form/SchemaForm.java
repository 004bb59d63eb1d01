package dev.tributary.schema.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tributary.schema.Schema;
import dev.tributary.schema.stored.SchemaJson;
import java.util.Locale;

/** A way to write a schema. */
public enum SchemaForm {
    /** dlt's schema file. */
    YAML {
        @Override
        public String write(Schema schema) {
            return YamlSchema.write(SchemaJson.write(schema));
        }
    },
    /** dlt's stored form. */
    JSON {
        @Override
        public String write(Schema schema) {
            try {
                return new ObjectMapper()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsString(SchemaJson.write(schema))
                        + "\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    /** An entity diagram of Mermaid, as Markdown pages show it. */
    MERMAID {
        @Override
        public String write(Schema schema) {
            return Mermaid.of(schema);
        }
    },
    /** The language of dbdiagram.io. */
    DBML {
        @Override
        public String write(Schema schema) {
            return Dbml.of(schema);
        }
    },
    /** A graph for Graphviz. */
    DOT {
        @Override
        public String write(Schema schema) {
            return Dot.of(schema);
        }
    };

    /** The schema as text that ends with a line's end. */
    public abstract String write(Schema schema);

    /** The name in commands and settings. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
