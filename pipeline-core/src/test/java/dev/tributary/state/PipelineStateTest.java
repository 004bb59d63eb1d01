package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.error.ConfigException;
import org.junit.jupiter.api.Test;

class PipelineStateTest {
    /** A state that dlt 1.26 compressed. */
    private static final String STORED =
            "eNpdkEFrwzAMhf+LrgvdRjsGgR16WNdCoTsVyihGi9XZnWNntpzQlf732ckKobpY/h5PeugMIjAyiZZ80M5COS2uiOyXtiNlVkCjGzIZ"
                    + "WqwJSgjKNVCARMZAfEvpgNGwCJWiGm/EEQxQfgx4n02BtUVOGwWfmuyQhicjHCbIiizmIS76KvvPgz+9nkbQeZnC507bylNNltH0"
                    + "XzlAzRqNaNHEtMhGYwowGPhKHh8KiFb/RBIKgxqSIuwvfaVD/d+mV1PSp7v4Wa341yw2p+5tt3Vd99qujn7u55vt83K23q0Py/tW"
                    + "1u/fL3D5A3ZTh5k=";

    @Test
    void readsWhatDltStored() {
        PipelineState state = StateCodec.decode(STORED);
        assertThat(state.pipeline()).isEqualTo("shop");
        assertThat(state.version()).isEqualTo(3);
        assertThat(state.resource("shop", "orders")
                        .at("/incremental/id/last_value")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void hashesAsDltDoes() {
        PipelineState state = StateCodec.decode(STORED);
        assertThat(state.versionHash())
                .isEqualTo("5+ubcItzlFOywGYVowwEvIjrArAOV7H4LYLfH/vdmPk=")
                .isEqualTo(state.json().path("_version_hash").asText());
    }

    @Test
    void decodesWhatItEncoded() {
        PipelineState state = StateCodec.decode(STORED);
        assertThat(StateCodec.decode(StateCodec.encode(state))).isEqualTo(state);
        assertThat(StateCodec.decode(state.json().toString())).isEqualTo(state);
    }

    @Test
    void encodesNothingThatIsLocal() {
        ObjectNode json = StateCodec.decode(STORED).json();
        json.putObject("_local").put("first_run", true);
        assertThat(StateCodec.decode(StateCodec.encode(PipelineState.of(json)))
                        .json()
                        .has("_local"))
                .isFalse();
    }

    @Test
    void refusesTextThatIsNoState() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> StateCodec.decode("[]"))
                .withMessageStartingWith("Cannot read the pipeline's stored state: ");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> StateCodec.decode("{\"_state_engine_version\":5}"))
                .withMessage(
                        "Cannot read the pipeline's stored state: its engine version is 5, known are those up to 4 "
                                + "(delete the row from _dlt_pipeline_state to fall back to the one before)");
    }

    @Test
    void keepsTheStateOfResources() {
        ObjectNode cursor = JsonNodeFactory.instance.objectNode().put("n", 1);
        PipelineState state = PipelineState.initial("shop", "shop", "shop").withResource("shop", "orders", cursor);
        assertThat((Object) state.json().at("/sources/shop/resources/orders")).isEqualTo(cursor);
        assertThat((Object) state.resource("shop", "orders")).isEqualTo(cursor);
        assertThat(state.resource("shop", "customers")).isEmpty();
        assertThat(state.source("shop").has("resources")).isTrue();
    }

    @Test
    void raisesTheVersionOnlyWhenTheContentChanges() {
        PipelineState first = PipelineState.initial("shop", "shop", "shop");
        PipelineState same = PipelineState.initial("shop", "shop", "shop").after(first);
        PipelineState other = same.withSource(
                        "shop", JsonNodeFactory.instance.objectNode().put("n", 1))
                .after(same);
        assertThat(same.version()).isEqualTo(1);
        assertThat(other.version()).isEqualTo(2);
        assertThat(other.after(same)).isEqualTo(other);
        assertThat(other.json().path("_version_hash").asText()).isEqualTo(other.versionHash());
    }
}
