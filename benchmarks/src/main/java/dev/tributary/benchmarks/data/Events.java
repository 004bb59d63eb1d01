package dev.tributary.benchmarks.data;

import static dev.tributary.benchmarks.data.JsonLines.ascii;
import static dev.tributary.benchmarks.data.JsonLines.words;

import java.io.IOException;

/**
 * Events of a code forge: 130 columns once flattened and five lists, one of them of scalars, about 1500 bytes a record.
 * Objects that only some events have, nulls, integers among fractions, and 4 % texts among the integers of {@code ext.v}.
 */
final class Events implements Shape {
    private static final long SEED = 2;

    /** 2024-01-01T00:00:00Z. */
    private static final long BEGIN = 1_704_067_200;

    private static final int ACTORS = 60_000;
    private static final int REPOSITORIES = 40_000;
    private static final byte[] URL = ascii("https://forge.dev/");
    private static final byte[] SLASH = ascii("/");
    private static final byte[] DOT = ascii(".");
    private static final byte[] EMPTY = ascii("");
    private static final byte[][] NAMES = words(
            "anna", "ben", "carla", "dev", "erik", "fatima", "goran", "hana", "ivan", "jo", "kim", "lea", "mo", "nils");
    private static final byte[][] PROJECTS =
            words("parser", "lake", "infra", "website", "engine", "tools", "docs", "client", "server", "data");
    private static final byte[][] LANGUAGES = words("Java", "Python", "Go", "TypeScript", "Rust", "C++", "Shell");
    private static final byte[][] TOPICS =
            words("etl", "parquet", "java", "\u00fcbung", "cloud", "sql", "good first issue", "json", "athena");
    private static final byte[][] LABELS = words("bug", "enhancement", "docs", "question", "d\u00e9pendances");
    private static final byte[][] REGIONS = words("eu-central-1", "us-east-1", "ap-south-1", "sa-east-1");
    private static final byte[][] COUNTRIES = words("DE", "US", "IN", "BR", "FR", "JP", "GB");
    private static final byte[][] AGENTS = words("git/2.45.1", "git/2.39.2", "forge-web", "forge-mobile/7 (iOS)");
    private static final byte[][] ACTIONS = words("opened", "closed", "edited", "reopened", "labeled");
    private static final byte[][] STATES = words("open", "closed");
    private static final byte[][] ROLES = words("NONE", "CONTRIBUTOR", "MEMBER", "OWNER");
    private static final byte[][] BRANCHES = words("main", "dev", "release/1.x", "fix-login", "feature/json");
    private static final byte[][] CLASHES = words("n/a", "unknown", "12 items", "\u2205");
    private static final byte[][] KINDS = words("count", "gauge", "rate");
    private static final byte[] USER = ascii("User");
    private static final byte[] REFS = ascii("refs/heads/");

    private static final byte[] PUSH = ascii("PushEvent");
    private static final byte[] CREATE = ascii("CreateEvent");
    private static final byte[] PULL = ascii("PullRequestEvent");
    private static final byte[] ISSUE = ascii("IssuesEvent");
    private static final byte[] RELEASE = ascii("ReleaseEvent");
    private static final byte[] AVATARS = ascii("u/");
    private static final byte[] ORGS = ascii("orgs/");
    private static final byte[] MAIL = ascii("@example.com");
    private static final byte[] BRANCH = ascii("branch");
    private static final byte[] TAG = ascii("tag");
    private static final byte[] COLON = ascii(":");

    private final Dice dice = new Dice();
    private long second;

    @Override
    public void write(JsonLines out, long number) throws IOException {
        dice.reset(SEED, number);
        second = BEGIN + number;
        int kind = dice.below(100);
        out.open();
        out.name("id").openText().add(34_000_000_000L + number * 7).closeText();
        out.name("type").text(kind < 45 ? PUSH : kind < 57 ? CREATE : kind < 74 ? PULL : kind < 92 ? ISSUE : RELEASE);
        actor(out);
        repo(out);
        out.name("payload").open();
        if (kind < 45) {
            push(out);
        } else if (kind < 57) {
            create(out);
        } else if (kind < 74) {
            out.name("action").text(dice.oneOf(ACTIONS));
            pullRequest(out);
        } else if (kind < 92) {
            out.name("action").text(dice.oneOf(ACTIONS));
            issue(out);
            if (dice.percent(80)) {
                comment(out);
            }
        } else {
            out.name("action").text(dice.oneOf(ACTIONS));
            release(out);
        }
        out.close();
        out.name("public").truth(!dice.percent(3));
        out.name("created_at").time(second, true);
        organisation(out);
        topics(out);
        client(out);
        metrics(out);
        ext(out);
        out.name("ingested_at").time(second + 30 + dice.below(600), true);
        out.close();
    }

    private void actor(JsonLines out) throws IOException {
        int actor = dice.below(ACTORS);
        out.name("actor").open();
        out.name("id").number(1_000 + actor);
        login(out.name("login"), actor);
        login(out.name("display_login"), actor);
        out.name("gravatar_id").text(EMPTY);
        out.name("url")
                .openText()
                .add(URL)
                .add(NAMES[actor % NAMES.length])
                .add(actor)
                .closeText();
        out.name("avatar_url")
                .openText()
                .add(URL)
                .add(AVATARS)
                .add(1_000 + actor)
                .closeText();
        out.close();
    }

    private void repo(JsonLines out) throws IOException {
        int repo = dice.below(REPOSITORIES);
        out.name("repo").open();
        out.name("id").number(700_000_000L + repo * 17L);
        fullName(out.name("name"), repo);
        out.name("url")
                .openText()
                .add(URL)
                .add(PROJECTS[repo % PROJECTS.length])
                .add(repo)
                .closeText();
        out.close();
    }

    private void login(JsonLines out, int actor) throws IOException {
        out.openText().add(NAMES[actor % NAMES.length]).add(actor).closeText();
    }

    private void fullName(JsonLines out, int repo) throws IOException {
        out.openText()
                .add(NAMES[repo % NAMES.length])
                .add(SLASH)
                .add(PROJECTS[repo % PROJECTS.length])
                .add(repo)
                .closeText();
    }

    private void organisation(JsonLines out) throws IOException {
        int share = dice.below(100);
        if (share < 64) {
            return;
        }
        out.name("org");
        if (share < 69) {
            out.nothing();
            return;
        }
        int org = dice.below(3_000);
        out.open();
        out.name("id").number(90_000 + org);
        out.name("login")
                .openText()
                .add(PROJECTS[org % PROJECTS.length])
                .add(org)
                .closeText();
        out.name("url").openText().add(URL).add(ORGS).add(org).closeText();
        out.name("avatar_url")
                .openText()
                .add(URL)
                .add(AVATARS)
                .add(90_000 + org)
                .closeText();
        out.close();
    }

    private void topics(JsonLines out) throws IOException {
        if (dice.percent(50)) {
            return;
        }
        out.name("topics").openList();
        int count = dice.below(4);
        for (int i = 0; i < count; i++) {
            out.text(dice.oneOf(TOPICS));
        }
        out.closeList();
    }

    private void push(JsonLines out) throws IOException {
        int commits = 1 + Math.min(dice.below(4), dice.below(4));
        branch(out.name("ref"));
        sha(out.name("head"));
        sha(out.name("before"));
        out.name("push_id").number(16_000_000_000L + dice.below(1_000_000_000));
        out.name("size").number(commits);
        out.name("distinct_size").number(Math.max(1, commits - dice.below(2)));
        out.name("commits").openList();
        for (int i = 0; i < commits; i++) {
            int author = dice.below(ACTORS);
            out.open();
            sha(out.name("sha"));
            out.name("author").open();
            login(out.name("name"), author);
            out.name("email")
                    .openText()
                    .add(NAMES[author % NAMES.length])
                    .add(author)
                    .add(MAIL)
                    .closeText();
            out.close();
            Prose.sentence(out.name("message"), dice, 4 + dice.below(11));
            out.name("distinct").truth(dice.percent(90));
            out.name("additions").number(dice.below(400));
            out.close();
        }
        out.closeList();
    }

    private void branch(JsonLines out) throws IOException {
        out.openText().add(REFS).add(dice.oneOf(BRANCHES)).closeText();
    }

    private void sha(JsonLines out) throws IOException {
        out.openText()
                .addHex(dice.bits(), dice.bits(), 32)
                .addHex(0, dice.bits(), 8)
                .closeText();
    }

    private void create(JsonLines out) throws IOException {
        out.name("ref").text(dice.oneOf(BRANCHES));
        out.name("ref_type").text(dice.percent(70) ? BRANCH : TAG);
        out.name("master_branch").text(BRANCHES[0]);
        out.name("description");
        if (dice.percent(40)) {
            out.nothing();
        } else {
            Prose.sentence(out, dice, 6 + dice.below(10));
        }
        out.name("pusher_type").text(USER);
    }

    private void pullRequest(JsonLines out) throws IOException {
        boolean merged = dice.percent(40);
        out.name("pull_request").open();
        out.name("id").number(1_600_000_000L + dice.below(400_000_000));
        out.name("number").number(1 + dice.below(9_000));
        out.name("state").text(dice.oneOf(STATES));
        out.name("locked").truth(dice.percent(1));
        Prose.sentence(out.name("title"), dice, 3 + dice.below(6));
        user(out);
        body(out);
        out.name("created_at").time(second - dice.below(900_000), true);
        out.name("updated_at").time(second - dice.below(900), true);
        out.name("merged_at");
        if (merged) {
            out.time(second - dice.below(90), true);
        } else {
            out.nothing();
        }
        out.name("merge_commit_sha");
        sha(out);
        out.name("requested_reviewers").openList();
        for (int i = dice.below(3); i > 1; i--) {
            int reviewer = dice.below(ACTORS);
            out.open();
            login(out.name("login"), reviewer);
            out.name("id").number(1_000 + reviewer);
            out.close();
        }
        out.closeList();
        out.name("labels").openList();
        for (int i = dice.below(3); i > 0; i--) {
            out.open();
            int label = dice.below(LABELS.length);
            out.name("id").number(5_000 + label);
            out.name("name").text(LABELS[label]);
            out.name("color").hex(0, dice.bits(), 6);
            out.name("default").truth(dice.percent(50));
            out.close();
        }
        out.closeList();
        out.name("draft").truth(dice.percent(10));
        end(out.name("head"));
        end(out.name("base"));
        out.name("author_association").text(dice.oneOf(ROLES));
        out.name("merged").truth(merged);
        out.name("comments").number(dice.below(20));
        out.name("review_comments").number(dice.below(30));
        out.name("commits").number(1 + dice.below(12));
        out.name("additions").number(dice.below(4_000));
        out.name("deletions").number(dice.below(2_000));
        out.name("changed_files").number(1 + dice.below(60));
        out.close();
    }

    /** One of the two ends of a pull request. */
    private void end(JsonLines out) throws IOException {
        int repo = dice.below(REPOSITORIES);
        out.open();
        out.name("label")
                .openText()
                .add(NAMES[repo % NAMES.length])
                .add(COLON)
                .add(dice.oneOf(BRANCHES))
                .closeText();
        out.name("ref").text(dice.oneOf(BRANCHES));
        sha(out.name("sha"));
        out.name("repo").open();
        out.name("id").number(700_000_000L + repo * 17L);
        fullName(out.name("full_name"), repo);
        out.name("private").truth(false);
        out.name("fork").truth(dice.percent(30));
        out.name("pushed_at").time(second - dice.below(90_000), true);
        out.name("size").number(dice.below(900_000));
        out.name("stargazers_count").number(Math.min(dice.below(50_000), dice.below(50_000)));
        out.name("language");
        if (dice.percent(10)) {
            out.nothing();
        } else {
            out.text(dice.oneOf(LANGUAGES));
        }
        out.name("forks_count").number(dice.below(500));
        out.name("open_issues_count").number(dice.below(200));
        out.name("default_branch").text(BRANCHES[0]);
        out.close();
        out.close();
    }

    private void user(JsonLines out) throws IOException {
        int user = dice.below(ACTORS);
        out.name("user").open();
        login(out.name("login"), user);
        out.name("id").number(1_000 + user);
        out.name("type").text(USER);
        out.name("site_admin").truth(dice.percent(1));
        out.close();
    }

    private void body(JsonLines out) throws IOException {
        out.name("body");
        if (dice.percent(15)) {
            out.nothing();
        } else {
            Prose.paragraphs(out, dice, 1 + dice.below(3), 6 + dice.below(8));
        }
    }

    private void issue(JsonLines out) throws IOException {
        boolean closed = dice.percent(50);
        out.name("issue").open();
        out.name("id").number(2_000_000_000L + dice.below(400_000_000));
        out.name("number").number(1 + dice.below(9_000));
        Prose.sentence(out.name("title"), dice, 3 + dice.below(8));
        user(out);
        out.name("state").text(STATES[closed ? 1 : 0]);
        out.name("locked").truth(dice.percent(1));
        out.name("assignees").openList();
        for (int i = dice.below(2); i > 0; i--) {
            int assignee = dice.below(ACTORS);
            out.open();
            login(out.name("login"), assignee);
            out.name("id").number(1_000 + assignee);
            out.close();
        }
        out.closeList();
        out.name("comments").number(dice.below(40));
        out.name("created_at").time(second - dice.below(9_000_000), true);
        out.name("updated_at").time(second - dice.below(900), true);
        out.name("closed_at");
        if (closed) {
            out.time(second - dice.below(900), true);
        } else {
            out.nothing();
        }
        body(out);
        out.close();
    }

    private void comment(JsonLines out) throws IOException {
        int user = dice.below(ACTORS);
        out.name("comment").open();
        out.name("id").number(1_900_000_000L + dice.below(100_000_000));
        out.name("user").open();
        login(out.name("login"), user);
        out.name("id").number(1_000 + user);
        out.close();
        out.name("created_at").time(second, true);
        out.name("author_association").text(dice.oneOf(ROLES));
        body(out);
        out.close();
    }

    private void release(JsonLines out) throws IOException {
        int major = dice.below(9);
        int minor = dice.below(30);
        out.name("release").open();
        out.name("id").number(140_000_000L + dice.below(9_000_000));
        out.name("tag_name").openText().add(major).add(DOT).add(minor).closeText();
        Prose.sentence(out.name("name"), dice, 2 + dice.below(3));
        out.name("draft").truth(false);
        out.name("prerelease").truth(dice.percent(20));
        out.name("published_at").time(second - dice.below(60), true);
        body(out);
        out.close();
    }

    private void client(JsonLines out) throws IOException {
        out.name("client").open();
        out.name("ip")
                .openText()
                .add(10)
                .add(DOT)
                .add(dice.below(256))
                .add(DOT)
                .add(dice.below(256))
                .add(DOT)
                .add(dice.below(256))
                .closeText();
        out.name("agent").text(dice.oneOf(AGENTS));
        out.name("region").text(dice.oneOf(REGIONS));
        out.name("country").text(dice.oneOf(COUNTRIES));
        out.name("version").number(1 + dice.below(5));
        out.name("latitude").decimal(dice.between(-90_000_000, 90_000_000), 6);
        out.name("longitude").decimal(dice.between(-180_000_000, 180_000_000), 6);
        out.close();
    }

    private void metrics(JsonLines out) throws IOException {
        int base = 20 + dice.below(2_000);
        out.name("metrics").open();
        out.name("score");
        if (dice.percent(50)) {
            out.number(dice.below(100));
        } else {
            out.decimal(dice.below(10_000), 2);
        }
        out.name("latency_p50").decimal(base, 2);
        out.name("latency_p90").decimal(base * 2L + dice.below(500), 2);
        out.name("latency_p99").decimal(base * 5L + dice.below(5_000), 2);
        out.name("weight").decimal(dice.bits() >>> 14, 16);
        out.name("bytes_in").number(dice.below(1_000_000));
        out.name("bytes_out").number(dice.below(100_000_000));
        out.name("queue_depth").number(dice.below(32));
        out.name("retries").number(dice.percent(90) ? 0 : 1 + dice.below(4));
        out.name("cache_hit").truth(dice.percent(70));
        out.name("cost");
        if (dice.percent(30)) {
            out.nothing();
        } else {
            out.decimal(dice.below(100_000), 4);
        }
        out.name("shard").number(dice.below(64));
        out.close();
    }

    private void ext(JsonLines out) throws IOException {
        out.name("ext").open();
        out.name("v");
        if (dice.percent(4)) {
            out.text(dice.oneOf(CLASHES));
        } else {
            out.number(dice.below(100_000));
        }
        out.name("kind").text(dice.oneOf(KINDS));
        out.name("note");
        if (dice.percent(90)) {
            out.nothing();
        } else {
            Prose.sentence(out, dice, 3 + dice.below(4));
        }
        out.name("sequence").number(dice.bits() >>> 4);
        out.close();
    }
}
