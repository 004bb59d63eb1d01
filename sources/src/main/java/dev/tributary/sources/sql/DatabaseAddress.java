package dev.tributary.sources.sql;

import dev.tributary.config.Redaction;
import dev.tributary.config.Secret;
import dev.tributary.error.ConfigException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a database is and who asks it. Neither it nor a password is ever shown. */
record DatabaseAddress(
        Secret url, @Nullable String username, @Nullable Secret password) {
    private static final Pattern KIND = Pattern.compile("jdbc:[A-Za-z0-9]+");

    /** Passwords as addresses have them: {@code password=…}, and behind a colon or slash up to the host. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i:password|pwd)=([^&;]+)|//[^/@]*?:([^/]*)@|:[^/@:]+/([^@]*)@");

    DatabaseAddress {
        if (!KIND.matcher(url.reveal()).lookingAt()) {
            throw new ConfigException("Invalid sources.sql_database.credentials: '" + Secret.MASK
                    + "' (a JDBC address, such as jdbc:postgresql://host/database)");
        }
    }

    /** A new connection, by a driver of the class path or one that {@code --classpath} names. */
    Connection open() throws SQLException {
        Properties properties = new Properties();
        if (username != null) {
            properties.setProperty("user", username);
        }
        if (password != null) {
            properties.setProperty("password", password.reveal());
        }
        for (Driver driver : drivers()) {
            try {
                Connection connection =
                        driver.acceptsURL(url.reveal()) ? driver.connect(url.reveal(), properties) : null;
                if (connection != null) {
                    return connection;
                }
            } catch (SQLException e) {
                throw new SQLException(hide(e), e.getSQLState(), e.getErrorCode());
            }
        }
        throw new ConfigException("Cannot find a driver for '" + kind()
                + "' (give the jar of the database's JDBC driver with --classpath)");
    }

    private static List<Driver> drivers() {
        List<Driver> drivers = new ArrayList<>(DriverManager.drivers().toList());
        ServiceLoader.load(Driver.class).forEach(drivers::add);
        return drivers;
    }

    private String kind() {
        Matcher kind = KIND.matcher(url.reveal());
        return kind.lookingAt() ? kind.group() : "";
    }

    /** What the driver says is wrong, without address and passwords. */
    String hide(SQLException why) {
        List<String> secrets = new ArrayList<>(List.of(url.reveal()));
        if (password != null) {
            secrets.add(password.reveal());
        }
        Matcher found = PASSWORD.matcher(url.reveal());
        while (found.find()) {
            for (int i = 1; i <= found.groupCount(); i++) {
                if (found.group(i) != null) {
                    secrets.add(found.group(i));
                }
            }
        }
        return new Redaction(secrets).of(String.valueOf(why.getMessage()));
    }
}
