namespace Switchhook.EmbeddedPostgres;

/// <summary>What the server is told at every start. ALTER SYSTEM still has the last word.</summary>
/// <param name="Durable">False only for tests, which may lose everything.</param>
public sealed record ServerSettings(bool Durable = true)
{
    // Terse messages without their statements: a log must not hold what people said or who they are.
    public string Text(int port) =>
        $"""
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            max_connections = 200
            shared_buffers = 128MB
            max_wal_size = 512MB
            random_page_cost = 1.1
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            log_error_verbosity = terse
            log_min_error_statement = panic
            log_checkpoints = off
            fsync = {OnOff}
            synchronous_commit = {OnOff}
            full_page_writes = {OnOff}

            """;

    string OnOff => Durable ? "on" : "off";
}
