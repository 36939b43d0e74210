using Switchhook.BuildingBlocks;

namespace Switchhook.App.Hosting.Database;

/// <summary>
/// Who may do what. Written against the catalogue, not a list of tables: whatever has a tenant_id is walled in,
/// also a table that a module adds tomorrow, and pages can read nothing else.
/// </summary>
public static class Policies
{
    const string Schemas = "'events','documents','wolverine','agents','calls','leads','admin','api','secrets'";

    /// <summary>Of no use to a page: not even an admin's reads them, and secrets not even sealed.</summary>
    const string WorkerOnlySchemas = "'wolverine','api','secrets'";

    public static string Grants(Databases databases) =>
        $"""
            do $$ declare s text; begin
              foreach s in array array[{Schemas}] loop
                if exists (select from pg_namespace where nspname = s) then
                  execute format('grant usage on schema %I to "{databases.RoleOf(DatabaseRole.Worker)}", "{databases.RoleOf(
                DatabaseRole.Web
            )}", "{databases.RoleOf(DatabaseRole.Audit)}"', s);
                  execute format('grant select, insert, update, delete, truncate on all tables in schema %I to "{databases.RoleOf(
                DatabaseRole.Worker
            )}"', s);
                  execute format('grant usage, select, update on all sequences in schema %I to "{databases.RoleOf(DatabaseRole.Worker)}"',
                      s);
                  execute format('grant execute on all functions in schema %I to "{databases.RoleOf(DatabaseRole.Worker)}", "{databases.RoleOf(
                DatabaseRole.Web
            )}", "{databases.RoleOf(DatabaseRole.Audit)}"', s);
                  execute format('revoke all on all tables in schema %I from "{databases.RoleOf(DatabaseRole.Web)}"', s);
                  if s not in ({WorkerOnlySchemas}) then
                    execute format('grant select on all tables in schema %I to "{databases.RoleOf(DatabaseRole.Audit)}"', s);
                  end if;
                end if;
              end loop;
              grant usage on schema accounts to "{databases.RoleOf(DatabaseRole.Accounts)}";
              grant select, insert, update, delete on all tables in schema accounts to "{databases.RoleOf(DatabaseRole.Accounts)}";
              grant usage, select, update on all sequences in schema accounts to "{databases.RoleOf(DatabaseRole.Accounts)}";
            end $$;
            """;

    /// <summary>True when all that <see cref="Grants"/> and <see cref="RowLevelSecurity"/> give is there.</summary>
    public static string AreInPlace(Databases databases)
    {
        var (worker, audit, accounts, web) = (
            databases.RoleOf(DatabaseRole.Worker),
            databases.RoleOf(DatabaseRole.Audit),
            databases.RoleOf(DatabaseRole.Accounts),
            databases.RoleOf(DatabaseRole.Web)
        );
        return $"""
            select not exists (
              select from pg_class c join pg_namespace n on n.oid = c.relnamespace
              cross join lateral (select exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'
                  and not a.attisdropped) as tenants) has
              where c.relkind in ('r','p') and (
                n.nspname in ({Schemas}) and not (has_schema_privilege('{worker}', n.oid, 'usage')
                    and has_table_privilege('{worker}', c.oid, 'select')
                  and has_table_privilege('{worker}', c.oid, 'insert') and has_table_privilege('{worker}', c.oid, 'update')
                      and has_table_privilege('{worker}', c.oid, 'delete'))
                or n.nspname in ({Schemas}) and n.nspname not in ({WorkerOnlySchemas})
                    and not (has_schema_privilege('{audit}', n.oid, 'usage') and has_table_privilege('{audit}', c.oid, 'select'))
                or n.nspname in ({Schemas}) and n.nspname not in ({WorkerOnlySchemas}) and has.tenants
                  and not (has_schema_privilege('{web}', n.oid, 'usage') and has_table_privilege('{web}', c.oid, 'select'))
                or n.nspname in ({Schemas}) and n.nspname <> 'wolverine' and has.tenants and (not c.relforcerowsecurity
                  or (select count(*) from pg_policy p where p.polrelid = c.oid
                      and p.polname in ('own_tenant','every_tenant','every_tenant_to_read')) < 3)
                or n.nspname = 'accounts' and not (has_schema_privilege('{accounts}', n.oid, 'usage')
                    and has_table_privilege('{accounts}', c.oid, 'select')
                  and has_table_privilege('{accounts}', c.oid, 'insert'))
                or n.nspname = 'platform' and c.relname = 'read_models' and not has_table_privilege('{worker}', c.oid, 'select')))
            """;
    }

    public static string RowLevelSecurity(Databases databases) =>
        TenantPolicies(databases, $"n.nspname in ({Schemas}) and n.nspname <> 'wolverine'");

    /// <summary>The same for a table that is to take the place of one of these.</summary>
    public static string OfOne(Databases databases, string table) =>
        $"""
            grant select, insert, update, delete, truncate on {table} to "{databases.RoleOf(DatabaseRole.Worker)}";
            grant select on {table} to "{databases.RoleOf(DatabaseRole.Audit)}";
            {TenantPolicies(databases, $"c.oid = '{table}'::regclass")}
            """;

    static string TenantPolicies(Databases databases, string which) =>
        $"""
            do $$ declare t record; begin
              for t in
                select c.oid::regclass as name, n.nspname as schema from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                where c.relkind in ('r','p') and {which}
              loop
                execute format('alter table %s enable row level security', t.name);
                execute format('alter table %s force row level security', t.name);
                if t.schema not in ({WorkerOnlySchemas}) then
                  execute format('grant select on %s to "{databases.RoleOf(DatabaseRole.Web)}"', t.name);
                end if;
                execute format('drop policy if exists own_tenant on %s', t.name);
                execute format('create policy own_tenant on %s for select to "{databases.RoleOf(
                DatabaseRole.Web
            )}" using (tenant_id = (select current_setting(''app.tenant_id'')))', t.name);
                execute format('drop policy if exists every_tenant on %s', t.name);
                execute format('create policy every_tenant on %s to "{databases.RoleOf(
                DatabaseRole.Worker
            )}" using (true) with check (true)', t.name);
                execute format('drop policy if exists every_tenant_to_read on %s', t.name);
                execute format('create policy every_tenant_to_read on %s for select to "{databases.RoleOf(
                DatabaseRole.Audit
            )}" using (true)', t.name);
              end loop;
            end $$;
            """;
}
