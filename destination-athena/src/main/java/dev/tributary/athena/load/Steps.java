package dev.tributary.athena.load;

/** Watches a load. Called before each effect (done is false) and after it; uploads and tables call from threads of their own. */
@FunctionalInterface
public interface Steps {
    /** Nobody watches. */
    Steps NONE = (step, done) -> {};

    void on(Step step, boolean done);
}
