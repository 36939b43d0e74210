using System.Collections.Immutable;
using JasperFx.Events;
using Switchhook.BuildingBlocks;

namespace Switchhook.Leads.Inbox;

/// <summary>The lead's page: what is known, from where each thing is known, and what happened since.</summary>
public partial record LeadDetails(string Id, Lead Lead, ImmutableList<LeadTimelineEntry> Story)
{
    public long Version { get; set; }

    public SourcedValue? Of(LeadField field) => Lead.Facts.Of(field);

    public string Reason() => Of(LeadField.Reason)?.Value ?? "";

    public static LeadDetails Create(IEvent<LeadCaptured> e) =>
        new(
            e.StreamKey!,
            Lead.Create(e),
            [
                Call(
                    e.Data.ByHand ? LeadTimelineEntryKind.MadeByHand : LeadTimelineEntryKind.Captured,
                    e.Data.Enquiry,
                    e.Data.Said,
                    e.Version
                ),
            ]
        );

    public static LeadDetails Create(IEvent<LeadImported> e) =>
        new(e.StreamKey!, Lead.Create(e), [new(LeadTimelineEntryKind.Imported, e.Data.At, Text: e.Data.Enquiry.Reason, Event: e.Version)]);

    public LeadDetails Apply(IEvent<LeadCalledAgain> e) =>
        WithEntry(Lead.Apply(e), Call(LeadTimelineEntryKind.CalledAgain, e.Data.Enquiry, e.Data.Said, e.Version));

    public LeadDetails Apply(IEvent<LeadCallReanalyzed> e) =>
        WithEntry(
            Lead.Apply(e),
            new(LeadTimelineEntryKind.Reanalyzed, e.Data.At, CallId: e.Data.Enquiry.CallId, Text: e.Data.Enquiry.Reason, Event: e.Version)
        );

    public LeadDetails Apply(IEvent<LeadImportJoined> e) =>
        WithEntry(Lead.Apply(e), new(LeadTimelineEntryKind.ImportJoined, e.Data.At, Event: e.Version));

    public LeadDetails Apply(IEvent<LeadNoted> e) =>
        WithEntry(Lead.Apply(e.Data), new(LeadTimelineEntryKind.Noted, e.Data.At, Text: e.Data.Text, Event: e.Version));

    public LeadDetails Apply(IEvent<LeadEdited> e) =>
        WithEntry(
            Lead.Apply(e.Data),
            new(LeadTimelineEntryKind.Edited, e.Data.At, Text: LeadText.Written(e.Data.Values), Event: e.Version)
        );

    public LeadDetails Apply(IEvent<LeadEditUndone> e) =>
        WithEntry(Lead.Apply(e.Data), new(LeadTimelineEntryKind.EditUndone, e.Data.At, Text: e.Data.Field.Words(), Event: e.Version));

    public LeadDetails Apply(IEvent<LeadRequalified> e) =>
        WithEntry(
            Lead.Apply(e.Data),
            new(LeadTimelineEntryKind.Reread, e.Data.At, Text: $"Rule {e.Data.RuleVersion}", Status: e.Data.Status, Event: e.Version)
        );

    public LeadDetails Apply(IEvent<LeadNextStepSet> e) =>
        WithEntry(
            Lead.Apply(e.Data),
            new(LeadTimelineEntryKind.NextStepSet, e.Data.At, Text: LeadText.Next(e.Data.Text, e.Data.On), Event: e.Version)
        );

    public LeadDetails Apply(IEvent<LeadStatusChanged> e) =>
        WithEntry(Lead.Apply(e.Data), new(LeadTimelineEntryKind.StatusChanged, e.Data.At, Status: e.Data.Status, Event: e.Version));

    public LeadDetails Apply(IEvent<LeadMarkedDone> e) =>
        WithEntry(
            Lead.Apply(e.Data),
            new(LeadTimelineEntryKind.MarkedDone, e.Data.At, Text: e.Data.Note, Outcome: e.Data.Outcome, Event: e.Version)
        );

    public LeadDetails Apply(IEvent<LeadReopened> e) =>
        WithEntry(Lead.Apply(e.Data), new(LeadTimelineEntryKind.Reopened, e.Data.At, Status: e.Data.Status, Event: e.Version));

    public LeadDetails Apply(IEvent<LeadStatusRestored> e) =>
        WithEntry(Lead.Apply(e.Data), new(LeadTimelineEntryKind.StatusRestored, e.Data.At, Status: e.Data.Status, Event: e.Version));

    public LeadDetails Apply(IEvent<LeadCallerBlocked> e) =>
        WithEntry(
            Lead.Apply(e.Data),
            new(LeadTimelineEntryKind.Blocked, e.Data.At, Text: LeadText.Numbers(e.Data.Numbers), Event: e.Version)
        );

    public LeadDetails Apply(IEvent<LeadCallerUnblocked> e) =>
        WithEntry(
            Lead.Apply(e.Data),
            new(LeadTimelineEntryKind.Unblocked, e.Data.At, Text: LeadText.Numbers(e.Data.Numbers), Event: e.Version)
        );

    public LeadDetails Apply(IEvent<LeadMergedInto> e) =>
        WithEntry(Lead.Apply(e.Data), new(LeadTimelineEntryKind.MergedInto, e.Data.At, Lead: e.Data.Into, Event: e.Version));

    public LeadDetails Apply(IEvent<LeadSplitOff> e) =>
        WithEntry(Lead.Apply(e.Data), new(LeadTimelineEntryKind.Split, e.Data.At, Lead: e.Data.From, Event: e.Version));

    /// <summary>The other's story is told along, where it belongs in time.</summary>
    public LeadDetails Apply(IEvent<LeadMerged> e) =>
        this with
        {
            Lead = Lead.Apply(e.Data),
            Story =
            [
                .. Story
                    .Concat(e.Data.Story.Select(x => x with { Of = e.Data.Other }))
                    .Append(new(LeadTimelineEntryKind.Merged, e.Data.At, Text: e.Data.Name, Lead: e.Data.Other, Event: e.Version))
                    .OrderBy(x => x.At),
            ],
        };

    public LeadDetails Apply(IEvent<LeadSplit> e) =>
        this with
        {
            Lead = Lead.Apply(e.Data),
            Story = Story
                .RemoveAll(x => x.Of == e.Data.Other)
                .Add(new(LeadTimelineEntryKind.Split, e.Data.At, Lead: e.Data.Other, Event: e.Version)),
        };

    LeadDetails WithEntry(Lead lead, LeadTimelineEntry moment) => this with { Lead = lead, Story = Story.Add(moment) };

    static LeadTimelineEntry Call(LeadTimelineEntryKind kind, Enquiry x, CallContent? said, long number) =>
        new(
            kind,
            x.CalledAt,
            CallId: x.CallId,
            Text: x.Reason,
            Event: number,
            Outbound: said?.Outbound ?? false,
            Voicemail: said?.Voicemail ?? false
        );
}

[ShapeName("LeadMomentKind")]
public enum LeadTimelineEntryKind
{
    Captured,
    CalledAgain,
    Noted,
    StatusChanged,
    MarkedDone,
    Reopened,
    StatusRestored,
    Imported,
    ImportJoined,
    Edited,
    EditUndone,
    Reread,
    NextStepSet,
    Merged,
    MergedInto,
    Split,
    Blocked,
    Unblocked,
    Mailed,
    MadeByHand,
    Reanalyzed,
}

/// <param name="Lead">The other lead, where two are concerned.</param>
/// <param name="Event">Which event of the stream it is.</param>
/// <param name="Outbound">Of a call: the agent called them.</param>
/// <param name="Of">The merged lead whose moment it is; null: this one's own.</param>
[ShapeName("LeadMoment")]
public record LeadTimelineEntry(
    LeadTimelineEntryKind Kind,
    DateTimeOffset At,
    string? CallId = null,
    string? Text = null,
    LeadStatus? Status = null,
    LeadOutcome? Outcome = null,
    string? Lead = null,
    long Event = 0,
    string? Of = null,
    bool Outbound = false,
    bool Voicemail = false
);
