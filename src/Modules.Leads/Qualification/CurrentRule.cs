using JasperFx.Events;
using Marten;

namespace Switchhook.Leads;

public record LeadRuleChanged(LeadRule Rule, DateTimeOffset At);

/// <summary>The owner's rule, with those from before it; whoever has changed nothing has the default.</summary>
public partial record CurrentRule(string Id, LeadRule Rule, IReadOnlyList<LeadRuleChanged> Former)
{
    public const string Stream = "lead-rule/own";

    public long Version { get; set; }

    public static CurrentRule Create(IEvent<LeadRuleChanged> e) => new(e.StreamKey!, e.Data.Rule, [e.Data]);

    public CurrentRule Apply(LeadRuleChanged e) => this with { Rule = e.Rule, Former = [.. Former.TakeLast(19), e] };

    public static async Task<LeadRule> ReadAsync(IQuerySession session, CancellationToken stop) =>
        ((await session.LoadAsync<CurrentRule>(Stream, stop))?.Rule ?? LeadRule.Default) with { Lines = await OwnLines.ReadAsync(session, stop) };
}
