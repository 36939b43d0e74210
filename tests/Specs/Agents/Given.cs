using JasperFx.Events;
using Switchhook.Agents;
using Switchhook.Agents.Versions;
using Switchhook.Agents.Voices;

namespace Switchhook.Specs.Agents;

static class Given
{
    public const string Ana = "ana's id";
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid Id = Guid.Parse("01a213cd-6a74-7ce0-bb65-09172831a973");
    public static readonly CallLimits Limits = new(15, 60);
    public static readonly Voice[] Voices =
    [
        new("retell-Cimo", "Cimo", "female", "American", "Young", null),
        new("11labs-Adrian", "Adrian", "male", "American", "Young", null),
    ];

    public static readonly AgentRequested Requested = new(
        "Front desk",
        "Answer for Reyes Dental and book appointments.",
        "retell-Cimo",
        "Cimo",
        415,
        "1a2b3c4d",
        "Reyes Dental, hello.",
        15
    );
    public static readonly AgentSettings First = AgentSettings.Of(Requested);
    public static readonly object[] SetUp =
    [
        new PromptWritten("llm_1"),
        new AgentCreated("agent_1", 0),
        new AgentPublished(0),
        new PhoneProvisioned("+14155550101", "+1 (415) 555-0101", 415),
    ];

    /// <summary>An agent that answers, and what happened to it since.</summary>
    public static Agent Answering(params object[] since) => Agent([.. SetUp, .. since]);

    public static Agent Agent(params object[] history) =>
        history
            .Select((e, i) => (Data: e, At: i + 2))
            .Aggregate(
                Switchhook.Agents.Agent.Create(Told(Requested, 1)),
                (agent, e) =>
                    e.Data switch
                    {
                        StepBegun x => agent.Apply(x),
                        StepUnclear => agent,
                        PromptWritten x => agent.Apply(x),
                        AgentCreated x => agent.Apply(x),
                        AgentPublished x => agent.Apply(Told(x, e.At)),
                        PhoneProvisioned x => agent.Apply(x),
                        ProvisioningFailed x => agent.Apply(x),
                        PhoneReleased x => agent.Apply(x),
                        AgentRemoved x => agent.Apply(x),
                        PromptRemoved x => agent.Apply(x),
                        ProvisioningCompensated x => agent.Apply(x),
                        LostAtRetell x => agent.Apply(x),
                        FoundAtRetell x => agent.Apply(x),
                        AgentEdited x => agent.Apply(Told(x, e.At)),
                        EditPublished x => agent.Apply(Told(x, e.At)),
                        EditSuperseded x => agent.Apply(x),
                        EditFailed x => agent.Apply(x),
                        EditRetried x => agent.Apply(x),
                        ForeignEditNoticed x => agent.Apply(x),
                        ForeignEditWithdrawn x => agent.Apply(x),
                        ForeignEditKept x => agent.Apply(Told(x, e.At)),
                        PauseRequested x => agent.Apply(x),
                        ResumeRequested x => agent.Apply(x),
                        AgentPaused x => agent.Apply(x),
                        AgentResumed x => agent.Apply(x),
                        NumberBindingFailed x => agent.Apply(x),
                        BackupNumberChosen x => agent.Apply(x),
                        BackupNumberBegun x => agent.Apply(x),
                        BackupNumberSet x => agent.Apply(x),
                        BackupNumberNotSet x => agent.Apply(x),
                        AgentDeletionRequested x => agent.Apply(x),
                        AgentDeleted x => agent.Apply(x),
                        _ => throw new ArgumentException(e.Data.GetType().Name),
                    }
            );

    /// <summary>The same as the pages read it.</summary>
    public static AgentDetails Page(params object[] since) =>
        SetUp
            .Concat(since)
            .Aggregate(
                AgentDetails.Create(Told(Requested, 1)),
                (page, e) =>
                    e switch
                    {
                        PromptWritten x => page.Apply(Told(x, 0)),
                        AgentCreated x => page.Apply(Told(x, 0)),
                        AgentPublished x => page.Apply(Told(x, 0)),
                        PhoneProvisioned x => page.Apply(Told(x, 0)),
                        PhoneReleased x => page.Apply(x),
                        AgentEdited x => page.Apply(x),
                        EditPublished x => page.Apply(x),
                        EditFailed x => page.Apply(x),
                        EditRetried x => page.Apply(x),
                        ForeignEditNoticed x => page.Apply(x),
                        ForeignEditWithdrawn x => page.Apply(x),
                        PauseRequested x => page.Apply(x),
                        ResumeRequested x => page.Apply(x),
                        AgentPaused x => page.Apply(x),
                        AgentResumed x => page.Apply(x),
                        NumberBindingFailed x => page.Apply(x),
                        BackupNumberChosen x => page.Apply(x),
                        BackupNumberBegun => page,
                        BackupNumberSet x => page.Apply(x),
                        BackupNumberNotSet x => page.Apply(x),
                        AgentDeletionRequested x => page.Apply(x),
                        AgentDeleted x => page.Apply(Told(x, 0)),
                        _ => throw new ArgumentException(e.GetType().Name),
                    }
            );

    public static AgentEdited Edited(int revision, string greeting = "Good morning.", string? note = null, int? replaces = null) =>
        new(revision, First.Name, First.Brief, greeting, First.VoiceId, First.VoiceName, First.MaxCallMinutes, note, false, replaces);

    public static ForeignEditNoticed Foreign(int retellVersion, string greeting = "Their greeting.") =>
        new(retellVersion, First.Name, First.Brief, greeting, First.VoiceId, First.VoiceName, First.MaxCallMinutes, false);

    static Event<T> Told<T>(T data, int version)
        where T : notnull =>
        new(data)
        {
            StreamKey = Switchhook.Agents.Agent.StreamOf(Id),
            UserName = Ana,
            Version = version,
            Timestamp = Now,
        };
}
