using JasperFx.Events;
using Marten;
using Switchhook.BuildingBlocks;
using Switchhook.Leads.Capture;

namespace Switchhook.Leads.Qualification;

[ShapeName("LeadRuleChanged")]
public record QualificationRuleChanged(QualificationRule Rule, DateTimeOffset At);

/// <summary>The owner's rule, with those from before it; whoever has changed nothing has the default.</summary>
public partial record CurrentRule(string Id, QualificationRule Rule, IReadOnlyList<QualificationRuleChanged> Former)
{
    public const string Stream = "lead-rule/own";

    public long Version { get; set; }

    public static CurrentRule Create(IEvent<QualificationRuleChanged> e) => new(e.StreamKey!, e.Data.Rule, [e.Data]);

    public CurrentRule Apply(QualificationRuleChanged e) => this with { Rule = e.Rule, Former = [.. Former.TakeLast(19), e] };

    public static async Task<QualificationRule> ReadAsync(IQuerySession session, CancellationToken stop) =>
        ((await session.LoadAsync<CurrentRule>(Stream, stop))?.Rule ?? QualificationRule.Default) with
        {
            BusinessNumbers = await BusinessNumbers.ReadAsync(session, stop),
        };
}
