using Npgsql;
using Shouldly;
using Switchhook.App.Platform;
using Xunit;

namespace Switchhook.Scenarios;

public class The_database(House house)
{
    [Fact]
    public async Task walls_in_every_table_that_has_a_tenant() => (await RowsAsync(Databases.Worker, """
        select c.oid::regclass::text from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'wolverine')
          and not (c.relrowsecurity and c.relforcerowsecurity
                   and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'own_tenant'))
        """)).ShouldBeEmpty();

    [Fact]
    public async Task gives_the_pages_role_no_right_to_write_anywhere() => (await RowsAsync(Databases.Worker, """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
          and has_table_privilege('switchhook_web', c.oid, 'insert, update, delete, truncate')
        """)).ShouldBeEmpty();

    [Fact]
    public async Task shows_secrets_to_no_role_that_serves_people()
    {
        const string secrets = "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname = 'secrets'";
        (await RowsAsync(Databases.Worker, secrets)).ShouldContain("secrets.retell_keys");
        (await RowsAsync(Databases.Worker, $"{secrets} and (has_table_privilege('switchhook_web', c.oid, 'select') or has_table_privilege('switchhook_audit', c.oid, 'select') or has_table_privilege('switchhook_accounts', c.oid, 'select'))")).ShouldBeEmpty();
        await Should.ThrowAsync<PostgresException>(() => RowsAsync(Databases.Web, "select sealed from secrets.retell_keys"));
    }

    [Fact]
    public async Task lets_the_roles_that_serve_people_bypass_nothing() => (await RowsAsync(Databases.Worker, """
        select rolname::text from pg_roles
        where rolname in ('switchhook_web', 'switchhook_worker', 'switchhook_audit', 'switchhook_accounts') and (rolsuper or rolbypassrls or rolcreaterole)
        """)).ShouldBeEmpty();

    [Fact]
    public async Task answers_a_page_without_a_tenant_with_an_error_not_with_rows() =>
        await Should.ThrowAsync<PostgresException>(() => RowsAsync(Databases.Web, "select id::text from events.mt_events"));

    async Task<List<string>> RowsAsync(string role, string sql)
    {
        await using var command = house.Database(role).CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
