using System.Text.RegularExpressions;
using JasperFx;
using Marten;
using Npgsql;
using Shouldly;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class The_database(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    /// <summary>Tables that hold rows of tenants and are not walled in. Three at most, each with its reason.</summary>
    static readonly string[] Unwalled = [];

    const string Ours = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname !~ '^pg_temp'";
    const string Walled = "exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)";

    /// <summary>Secrets and answers kept for programs are walled in like everything else, and not even shown to whose they are.</summary>
    const string Shown = $"{Walled} and n.nspname not in ('secrets', 'api')";

    // An index that cannot be read back from the catalogue keeps a site from starting a second time; one that is read back as another is
    // made anew each time.
    [Fact]
    public async Task is_found_by_the_next_start_as_this_one_left_it_but_for_the_walls_which_are_built_each_time()
    {
        var (database, changes) = (site.Get<IDocumentStore>().Storage.Database, new StringWriter());
        (await database.CreateMigrationAsync()).WriteAllUpdates(changes, database.Migrator, AutoCreate.CreateOrUpdate);
        changes
            .ToString()
            .Split('\n')
            .Where(x =>
                x.Trim().Length > 0
                && !x.Contains("ROW LEVEL SECURITY", StringComparison.Ordinal)
                && !x.Contains("DROP POLICY", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task has_row_level_security_on_every_table_with_a_tenant()
    {
        Unwalled.Length.ShouldBeLessThanOrEqualTo(3);
        (await TablesAsync($"{Walled} and not (c.relrowsecurity and c.relforcerowsecurity)")).Except(Unwalled).ShouldBeEmpty();
        (await TablesAsync(Walled)).Count.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task lets_pages_read_by_one_policy_that_asks_for_their_tenant()
    {
        var policies = await RowsAsync(
            DatabaseRole.Worker,
            """
            select schemaname || '.' || tablename || ' ' || policyname || ' ' || cmd || ' ' || permissive || ' ' || qual from pg_policies
            where roles && array['switchhook_web', 'public']::name[] order by 1
            """
        );
        policies.Count.ShouldBe((await TablesAsync(Walled)).Count);
        policies.ShouldAllBe(x =>
            Regex.IsMatch(
                x,
                @"^\S+ own_tenant SELECT PERMISSIVE \(+tenant_id\)?(::text)? = \( SELECT current_setting\('app\.tenant_id'::text\) AS current_setting\)\)$"
            )
        );
    }

    [Fact]
    public async Task lets_pages_read_nothing_that_has_no_tenant() =>
        (
            await RowsAsync(
                DatabaseRole.Worker,
                $"""
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'f') and {Ours} and has_any_column_privilege('switchhook_web', c.oid, 'select')
                    and not ({Walled} and c.relrowsecurity)
                """
            )
        ).ShouldBeEmpty();

    [Fact]
    public async Task shows_secrets_to_the_worker_alone()
    {
        const string secrets =
            "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', "
            + "'p', 'v', 'm', 'f') and n.nspname = 'secrets'";
        (await RowsAsync(DatabaseRole.Worker, secrets)).ShouldContain("secrets.retell_keys");
        foreach (var role in (string[])["switchhook_web", "switchhook_audit", "switchhook_accounts"])
            (await RowsAsync(DatabaseRole.Worker, $"{secrets} and has_any_column_privilege('{role}', c.oid, 'select')")).ShouldBeEmpty(
                role
            );
        (
            await Should.ThrowAsync<PostgresException>(() => AsPageAsync(them.Tenant, "select sealed from secrets.retell_keys"))
        ).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task gives_pages_no_right_to_write_anywhere()
    {
        (
            await RowsAsync(
                DatabaseRole.Worker,
                $"""
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where {Ours} and (
                  (c.relkind in ('r', 'p', 'v', 'm', 'f') and (has_table_privilege('switchhook_web', c.oid,
                      'insert, update, delete, truncate, trigger, references')
                                                              or has_any_column_privilege('switchhook_web', c.oid,
                                                                  'insert, update, references')))
                  or case when c.relkind = 'S' then has_sequence_privilege('switchhook_web', c.oid, 'usage, update') end)
                """
            )
        ).ShouldBeEmpty();
        (
            await RowsAsync(
                DatabaseRole.Worker,
                "select nspname::text from pg_namespace where has_schema_privilege('switchhook_web', oid, 'create') and nspname "
                    + "!~ '^pg_temp'"
            )
        ).ShouldBeEmpty();
        (
            await RowsAsync(
                DatabaseRole.Worker,
                $"select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace where {Ours} and "
                    + "p.prosecdef"
            )
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task refuses_every_page_that_would_write()
    {
        foreach (var table in await TablesAsync("true"))
        foreach (var write in new[] { "insert into {0} default values", "delete from {0}", "truncate {0}" })
            (
                await Should.ThrowAsync<PostgresException>(
                    () => AsPageAsync(them.Tenant, string.Format(null, write, table)),
                    $"{write} on {table}"
                )
            ).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        foreach (var table in await TablesAsync(Walled))
            (
                await Should.ThrowAsync<PostgresException>(() => AsPageAsync(them.Tenant, $"update {table} set tenant_id = tenant_id"))
            ).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task shows_a_page_without_a_tenant_no_row_of_anybody()
    {
        foreach (var table in await TablesAsync(Shown))
        {
            try
            {
                (await RowsAsync(DatabaseRole.Web, $"select tenant_id::text from {table}")).ShouldBeEmpty(table);
            }
            catch (PostgresException refused)
            {
                refused.SqlState.ShouldBe("42704", "the setting is not known");
            }
        }
    }

    [Fact]
    public async Task shows_raw_sql_of_a_page_its_own_tenant_and_no_other()
    {
        var bob = await site.TenantOfAsync(them.Bob);
        foreach (var table in await TablesAsync(Shown))
        foreach (var tenant in new[] { them.Tenant, bob, "intake", "*DEFAULT*", "" })
            (await AsPageAsync(tenant, $"select coalesce(tenant_id, 'nobody') from {table}")).ShouldAllBe(x => x == tenant, table);
        (await AsPageAsync(them.Tenant, "select data::text from calls.mt_doc_calldetails")).Count.ShouldBe(1);
        (await AsPageAsync(them.Tenant, "select type::text from events.mt_events")).Count.ShouldBeGreaterThan(5);
        (await AsPageAsync(bob, "select data::text from calls.mt_doc_calldetails")).ShouldBeEmpty();
    }

    [Fact]
    public async Task forgets_between_two_requests_whose_connection_it_was()
    {
        var bob = await site.TenantOfAsync(them.Bob);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 300),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (i, stop) =>
            {
                var tenant = i % 2 == 0 ? them.Tenant : bob;
                await using var reading = site.Reading(tenant);
                (await reading.LoadAsync<Switchhook.Calls.Details.CallDetails>("call/" + them.Call, stop) is not null).ShouldBe(i % 2 == 0);
                (await RowsAsync(DatabaseRole.Web, "select coalesce(current_setting('app.tenant_id', true), '')")).ShouldBe([""]);
            }
        );
    }

    [Fact]
    public async Task lets_the_roles_that_serve_people_bypass_nothing_own_nothing_and_become_nobody_else()
    {
        (
            await RowsAsync(
                DatabaseRole.Worker,
                """
                select rolname::text from pg_roles
                where rolname like 'switchhook\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                """
            )
        ).ShouldBeEmpty();
        (
            await RowsAsync(
                DatabaseRole.Worker,
                "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on "
                    + $"r.oid = c.relowner where {Ours} and r.rolname like 'switchhook\\_%'"
            )
        ).ShouldBeEmpty();
        (
            await RowsAsync(
                DatabaseRole.Worker,
                "select m.rolname::text from pg_auth_members x join pg_roles m on m.oid = x.member where m.rolname like 'switchhook\\_%'"
            )
        ).ShouldBeEmpty();
        (
            await RowsAsync(DatabaseRole.Worker, "select rolname::text from pg_roles where rolname like 'switchhook\\_%' order by 1")
        ).ShouldBe(["switchhook_accounts", "switchhook_audit", "switchhook_web", "switchhook_worker"]);
    }

    [Fact]
    public async Task keeps_sign_ins_and_messages_from_pages_and_everything_else_from_the_sign_in()
    {
        (await Visible("switchhook_web")).ShouldBe(["admin", "agents", "calls", "events", "leads"], ignoreOrder: true);
        (await Visible("switchhook_accounts")).ShouldBe(["accounts"]);
    }

    /// <summary>In which schemas a role can read any table.</summary>
    Task<List<string>> Visible(string role) =>
        RowsAsync(
            DatabaseRole.Worker,
            $"""
            select distinct n.nspname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and {Ours} and has_any_column_privilege('{role}', c.oid, 'select')
                and has_schema_privilege('{role}', n.oid, 'usage')
            """
        );

    Task<List<string>> TablesAsync(string which) =>
        RowsAsync(
            DatabaseRole.Worker,
            "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where "
                + $"c.relkind in ('r', 'p') and {Ours} and {which} order by 1"
        );

    async Task<List<string>> RowsAsync(string role, string sql)
    {
        await using var connection = await site.Database(role).OpenConnectionAsync();
        return await RowsAsync(connection, sql);
    }

    async Task<List<string>> AsPageAsync(string tenant, string sql)
    {
        await using var connection = await site.Database(DatabaseRole.Web).OpenConnectionAsync();
        await RowsAsync(connection, $"select set_config('app.tenant_id', '{tenant}', false)");
        return await RowsAsync(connection, sql);
    }

    static async Task<List<string>> RowsAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
