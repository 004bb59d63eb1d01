package dev.tributary.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.LevelFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Sends the log to a file of the project, and to the terminal only this program's own warnings. */
public final class LogFile {
    /** Where the log is, below the project's folder. */
    public static final String PATH = ".dlt/logs/pipeline.log";

    static {
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LogProvider.class.getName());
        // What else SLF4J says: that it takes this provider.
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    private LogFile() {}

    /** Begins to log at that level; what other libraries say, from warnings on. */
    static void start(Shell shell, String level) {
        LogFile log = new LogFile();
        log.context.reset();
        Logger root = log.context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(log.file(shell.folder().resolve(PATH)));
        Logger own = log.context.getLogger("dev.tributary");
        own.setLevel(Level.toLevel(level));
        own.addAppender(log.terminal(shell));
    }

    /** Logs nowhere, until the settings that say where are read: what fails before is told on the terminal only. */
    public static void none() {
        LoggerContext context = new LogFile().context;
        context.reset();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    private RollingFileAppender<ILoggingEvent> file(Path path) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(path.toString());
        file.setEncoder(encoder("%d{ISO8601} %-5level [%thread] %logger{24} %msg%n%ex"));
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(path + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(3);
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("10MB"));
        size.start();
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(size);
        file.start();
        return file;
    }

    private OutputStreamAppender<ILoggingEvent> terminal(Shell shell) {
        OutputStreamAppender<ILoggingEvent> terminal = new OutputStreamAppender<>();
        terminal.setContext(context);
        terminal.setEncoder(encoder("%msg%n%nopex"));
        terminal.setOutputStream(shell.err());
        LevelFilter warnings = new LevelFilter();
        warnings.setLevel(Level.WARN);
        warnings.setOnMatch(FilterReply.ACCEPT);
        warnings.setOnMismatch(FilterReply.DENY);
        warnings.start();
        terminal.addFilter(warnings);
        terminal.start();
        return terminal;
    }

    private PatternLayoutEncoder encoder(String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }
}
