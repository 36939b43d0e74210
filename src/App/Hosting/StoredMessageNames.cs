using Switchhook.App.Hosting.InstallationIdentity;
using Switchhook.App.SimulatedCalls;
using Switchhook.Contracts;
using Wolverine.Util;

namespace Switchhook.App.Hosting;

/// <summary>
/// Under which name a message is stored in queues and among the dead letters, and which queue is its own: as the build of November 2026
/// called it.
/// The types may move and be renamed; what a former build has stored still finds its handler, and a build beside this one reads what this
/// one stores.
/// </summary>
public sealed class StoredMessageNames : IMessageTypeNaming
{
    /// <summary>Those that modules send each other, and the host's own.</summary>
    static readonly Dictionary<Type, string> Shared = new()
    {
        [typeof(AgentChanged)] = "Switchhook.Contracts.AgentChanged",
        [typeof(FirstWebhookReceived)] = "Switchhook.Contracts.AgentHeard",
        [typeof(AgentLinked)] = "Switchhook.Contracts.AgentLinked",
        [typeof(AgentRenamed)] = "Switchhook.Contracts.AgentRenamed",
        [typeof(AgentUnlinked)] = "Switchhook.Contracts.AgentUnlinked",
        [typeof(OwnershipApprovalRequested)] = "Switchhook.Contracts.ApprovalAsked",
        [typeof(OwnershipApprovalDecided)] = "Switchhook.Contracts.ApprovalDecided",
        [typeof(OwnershipApprovalClosed)] = "Switchhook.Contracts.ApprovalSettled",
        [typeof(CallAnalyzedNotice)] = "Switchhook.Contracts.CallUnderstood",
        [typeof(CallerBlocked)] = "Switchhook.Contracts.CallerBlocked",
        [typeof(BlockedCallerRejected)] = "Switchhook.Contracts.CallerTurnedAway",
        [typeof(CallerUnblocked)] = "Switchhook.Contracts.CallerUnblocked",
        [typeof(CallsAnalyzedNotice)] = "Switchhook.Contracts.CallsUnderstood",
        [typeof(ScreeningChanged)] = "Switchhook.Contracts.LineGuardSettled",
        [typeof(MailOwner)] = "Switchhook.Contracts.MailOwner",
        [typeof(OwnerTimeZoneChanged)] = "Switchhook.Contracts.OwnerLivesIn",
        [typeof(OwnerMailed)] = "Switchhook.Contracts.OwnerMailed",
        [typeof(OwnerMailFailed)] = "Switchhook.Contracts.OwnerNotMailed",
        [typeof(SendMail)] = "Switchhook.Contracts.SendMail",
        [typeof(NotifyAdmins)] = "Switchhook.Contracts.TellAdmins",
        [typeof(ResolveDrillMode)] = "Switchhook.App.Platform.Recognition.AnswerDrill",
        [typeof(SimulateCall)] = "Switchhook.App.Sandbox.SimulateCall",
    };

    public static readonly IReadOnlyDictionary<Type, string> All = Modules
        .All.SelectMany(x => x.StoredMessageNames)
        .Concat(Shared)
        .ToDictionary(x => x.Key, x => x.Value);

    public bool TryDetermineName(Type messageType, out string messageTypeName) => All.TryGetValue(messageType, out messageTypeName!);
}
