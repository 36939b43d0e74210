using System.Text.RegularExpressions;
using JasperFx.MultiTenancy;
using Marten;
using Shouldly;
using Switchhook.App.Hosting.Database;
using Xunit;

namespace Switchhook.Specs.Architecture;

/// <summary>
/// Retell's ids and phone numbers are unique in one account, or are said by strangers: whatever is looked up where tenants meet carries
/// the tenant, or who signed, in its condition. Statements that need neither stand here, each with its reason.
/// </summary>
public partial class Reading_across_tenants
{
    sealed record Exception(string File, string Statement, string Why);

    static readonly Exception[] Exceptions =
    [
        new("IdempotencyStore.cs", "delete from api.answers where ctid", "old answers of all go, by their age"),
        new("ReadModelState.cs", "select exists (select from events.mt_events)", "asks whether there is anything at all"),
        new("ReadModelComparison.cs", "select (select count(*)", "compares a whole read model with its copy"),
        new("ReadModelComparison.cs", "insert into {model.Table}", "compares a whole read model with its copy"),
        new(
            "UpgradeFailureRetry.cs",
            "select id from calls.deliveries where verdict",
            "what failed for everybody while read models were made again"
        ),
        new("OutdatedRows.cs", "select tenant_id from {model.Table}", "one row of a read model, by its own id, to see whose it is"),
        new("OutdatedRows.cs", "select tenant_id, id from {model.Table}", "goes through a whole read model, with its tenants"),
        new("InstallationCheck.cs", "select not exists", "asks whether there is anything at all"),
        new("PurchaseLedger.cs", "select count(*)", "the limit of the whole installation counts everybody's"),
        new("PurchaseLedger.cs", "delete from agents.purchases", "old entries of all go, by their age"),
        new("UnreadableCalls.cs", "delete from calls.unread_calls where account =", "by our own name for the account, and then the call"),
        new("UnreadableCalls.cs", "delete from calls.unread_calls where account <>", "forgets accounts that are swept no more"),
        new("StreamReplayer.cs", "select coalesce(sum(version)", "counts all events"),
        new("StreamReplayer.cs", "select tenant_id from events.mt_streams group", "lists the tenants"),
        new("ReadModel.cs", "(select tenant_id, id, to_jsonb(t)", "compares a whole read model with its copy"),
        new("TableSwap.cs", "insert into {model.ShadowTable}", "copies a whole read model, with its tenants"),
        new("StreamList.cs", "select tenant_id, id, version", "what auditors and admins see, over the role that reads every tenant"),
        new(
            "AgentLinks.cs",
            "select tenant_id, agent_id from agents.links",
            "an agent's id is linked only after its account has proved it, and the link says the tenant"
        ),
        new("HeldResources.cs", "select tenant_id, id, data ->> 'AgentId'", "lists all agents, with their tenants"),
        new("DeliveryTable.cs", "insert into calls.deliveries (id, received_at, verdict", "keeps what nobody signed: it belongs to nobody"),
        new(
            "DeliveryTable.cs",
            "update calls.deliveries set verdict = 'accepted', reason = null, share = coalesce(",
            "queues again; the queue asks who signed"
        ),
        new("DeliveryTable.cs", "update calls.deliveries d set verdict = 'accepted'", "queues again; the queue asks who signed"),
        new(
            "DeliveryTable.cs",
            "update calls.deliveries set verdict = 'accepted', reason = null where id",
            "by our own ids; whose they are has been asked before"
        ),
        new("DeliveryQueue.cs", "shares as (", "whose deliveries wait"),
        new(
            "DeliveryQueue.cs",
            "select id, lane, body_size",
            "what waits in one share, by our own name for it; each row is then asked who signed"
        ),
        new("DeliveryTable.cs", "update calls.deliveries set body = null", "old bodies of all go, by their age"),
        new("CallSearchIndexer.cs", "select tenant_id from {CallSearchIndex.TableName}", "lists the tenants"),
        new("ReconciliationRuns.cs", "delete from calls.looks", "forgets accounts that are swept no more, by our own names for them"),
        new(
            "ReconciledAccounts.cs",
            "select retell_agent_id, linked from calls.agent_routes",
            "lists all agents; each is then asked for its account"
        ),
        new(
            "DeliveryList.cs",
            "select jsonb_build_object({DeliveryRow.Columns})",
            "adds the tenant unless the operator asks, and reads under row level security"
        ),
        new(
            "FailedDeliveries.cs",
            "select count(*)::int from calls.deliveries",
            "adds the tenant unless the operator asks, and reads under row level security"
        ),
        new(
            "RawBody.cs",
            "select jsonb_build_object('Bytes'",
            "by our own id, which was read for the tenant before, and under row level security"
        ),
        new(
            "StoredDeliveries.cs",
            "select id from calls.deliveries where {condition}",
            "each caller says the tenant unless the operator asks"
        ),
        new("WebhookStatistics.cs", "select jsonb_build_object( 'Waiting'", "figures over everybody, for the operator"),
    ];

    static readonly Regex Literal = new(""""\$*"{3}(?<text>.*?)"{3}|\$?"(?<text>(?:[^"\\\n]|\\.)*)["]"""", RegexOptions.Singleline),
        Statement = new(@"\b(select|update|delete|insert)\b", RegexOptions.IgnoreCase),
        Table =
            new(
                @"\b(from|join|update|into)\s+(only\s+)?((calls|agents|leads|events|admin|api|secrets|documents)\.\w+|\{)",
                RegexOptions.IgnoreCase
            ),
        Keyed =
            new(
                @"tenant_id\s*(=|<>|is )|\([^()]*\btenant_id\b[^()]*\)\s*(values|select)|\bsigner\b|\bsigned_by is not null\b|SignerOf\(",
                RegexOptions.IgnoreCase
            );

    static IEnumerable<string> UnkeyedIn(string source) =>
        from Match literal in Literal.Matches(Concatenated().Replace(source, ""))
        let text = Regex.Replace(literal.Groups["text"].Value, @"\s+", " ").Trim()
        where Statement.IsMatch(text) && Table.IsMatch(text) && !Keyed.IsMatch(text)
        select text;

    [GeneratedRegex("\"\\s+\\+ \\$?\"(?!\"\")")]
    private static partial Regex Concatenated();

    static readonly IReadOnlyList<(string File, string Statement)> Unkeyed =
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(FindRoot(), "src"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from statement in UnkeyedIn(File.ReadAllText(file))
        select (Path.GetFileName(file), statement),
    ];

    static bool Excuses(Exception exception, (string File, string Statement) found) =>
        exception.File == found.File && found.Statement.StartsWith(exception.Statement, StringComparison.Ordinal);

    [Fact]
    public void is_done_by_tenant_or_by_who_signed() =>
        Unkeyed
            .Where(found => !Exceptions.Any(x => Excuses(x, found)))
            .ShouldBeEmpty("say tenant_id or the signer in the condition, or name it here with the reason");

    [Fact]
    public void is_excused_only_where_it_still_happens() => Exceptions.Where(x => !Unkeyed.Any(found => Excuses(x, found))).ShouldBeEmpty();

    [Theory]
    [InlineData("database.CreateCommand(\"select tenant_id from calls.deliveries where call_id = $1\")", true)]
    [InlineData("Sql(\"\"\"\n  update agents.links l set agent_id = $2\n  where l.retell_agent_id = $1\n\"\"\")", true)]
    [InlineData("Sql($\"select id from {Table} where number = $1\")", true)]
    [InlineData("Sql(\"select id from calls.deliveries where tenant_id = $1 and call_id = $2\")", false)]
    [InlineData("Sql($\"select 1 from calls.deliveries d where {Deliveries.SignerOf(\\\"d\\\")} = $1 and call_id = $2\")", false)]
    [InlineData("Sql(\"insert into calls.lines (tenant_id, number) values (?, ?)\")", false)]
    [InlineData("log.LogInformation(\"select one from the list\")", false)]
    public void is_noticed_when_it_is_planted(string source, bool isUnkeyed) => UnkeyedIn(source).Any().ShouldBe(isUnkeyed);

    [Fact]
    public void concerns_no_document_since_each_has_its_tenant()
    {
        using var store = DocumentStore.For(options =>
        {
            MartenSetup.Configure(options);
            options.Connection("Host=nowhere.invalid");
        });
        var documents = ((IReadOnlyStoreOptions)store.Options).AllKnownDocumentTypes();
        documents.Count.ShouldBeGreaterThan(10);
        documents
            .Where(x =>
                x.DocumentType.Namespace?.StartsWith("Switchhook", StringComparison.Ordinal) == true
                && x.TenancyStyle != TenancyStyle.Conjoined
            )
            .Select(x => x.DocumentType.Name)
            .ShouldBeEmpty();
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Monolith.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
