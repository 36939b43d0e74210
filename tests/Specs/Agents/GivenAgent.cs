using JasperFx.Events;
using Switchhook.Agents;

namespace Switchhook.Specs.Agents;

/// <summary>One agent, and what became of it: folded by the real Apply.</summary>
static class GivenAgent
{
    public static readonly Guid Id = Guid.Parse("01a213d3-dbbf-72c6-98df-a79fc6590412");
    public static readonly DateTimeOffset Requested = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    public static readonly AgentRequested Request = new("Front desk", "Answer for us and take messages.", "voice_1", "Ada", 415);
    public static readonly ProvisioningFailed NoNumber = new(
        ProvisioningStage.Number,
        "There is no number in 415 right now.",
        "No phone numbers",
        MayHaveHappened: false
    );
    public static readonly object[] SetUp =
    [
        new PromptWritten("llm_1"),
        new AgentCreated("agent_1", 0),
        new AgentPublished(0),
        new PhoneProvisioned("+14155550132", "+1 (415) 555-0132", 415),
    ];

    public static Agent History(params IEnumerable<object> history) =>
        history.Aggregate(
            Agent.Create(Kept(Request)),
            (agent, e) =>
                e switch
                {
                    PromptWritten x => agent.Apply(x),
                    AgentCreated x => agent.Apply(x),
                    AgentPublished x => agent.Apply(Kept(x)),
                    PhoneProvisioned x => agent.Apply(x),
                    ProvisioningFailed x => agent.Apply(x),
                    PhoneReleased x => agent.Apply(x),
                    AgentRemoved x => agent.Apply(x),
                    PromptRemoved x => agent.Apply(x),
                    ProvisioningCompensated x => agent.Apply(x),
                    _ => throw new ArgumentException(e.GetType().Name),
                }
        );

    /// <summary>Every event came two seconds after the one before.</summary>
    public static AgentDetails Page(params IEnumerable<object> history) =>
        history
            .Select((e, i) => (e, Seconds: 2 * (i + 1)))
            .Aggregate(
                AgentDetails.Create(Kept(Request)),
                (page, x) =>
                    x.e switch
                    {
                        PromptWritten e => page.Apply(Kept(e, x.Seconds)),
                        AgentCreated e => page.Apply(Kept(e, x.Seconds)),
                        AgentPublished e => page.Apply(Kept(e, x.Seconds)),
                        PhoneProvisioned e => page.Apply(Kept(e, x.Seconds)),
                        ProvisioningFailed e => page.Apply(Kept(e, x.Seconds)),
                        PhoneReleased e => page.Apply(e),
                        AgentRemoved e => page.Apply(e),
                        PromptRemoved e => page.Apply(e),
                        ProvisioningCompensated e => page.Apply(Kept(e, x.Seconds)),
                        _ => throw new ArgumentException(x.e.GetType().Name),
                    }
            );

    static Event<T> Kept<T>(T e, int seconds = 0)
        where T : notnull => new(e) { StreamKey = Agent.StreamOf(Id), Timestamp = Requested.AddSeconds(seconds) };
}
