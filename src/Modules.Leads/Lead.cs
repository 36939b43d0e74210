using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using JasperFx.Events;
using Switchhook.BuildingBlocks;

namespace Switchhook.Leads;

/// <summary>A lead as its events leave it: what decisions look at, and what the list and the page are made of.</summary>
public partial record Lead(string Id, LeadStatus Status, bool NeedsAttention, LeadFacts Facts)
{
    /// <summary>The status it had when it last left the queue: what a reopened lead goes back to.</summary>
    public LeadStatus Before { get; init; }

    /// <summary>How it stood before its status last changed; null when there is nothing to undo.</summary>
    public LeadWorkState? Undo { get; init; }

    /// <summary>A person gave it its status: no rule changes that any more.</summary>
    public bool IsSet { get; init; }

    /// <summary>Somebody has worked on it: no rule takes it away any more.</summary>
    public bool IsTouched { get; init; }

    /// <summary>The rule of today makes no lead of its calls.</summary>
    public bool IsAside { get; init; }
    public string? MergedInto { get; init; }
    public ImmutableList<string> Merged { get; init; } = [];
    public bool IsReturning { get; init; }
    public bool IsBlocked { get; init; }
    public LeadOutcome? Outcome { get; init; }
    public NextStep? Next { get; init; }
    public int RuleVersion { get; init; }

    /// <summary>Which notes there are, by the ids that their forms chose.</summary>
    public ImmutableList<Guid> Notes { get; init; } = [];

    /// <summary>When the call came that nobody has dealt with; kept when it is done, so that undoing gives it its place back.</summary>
    public DateTimeOffset WaitingSince { get; init; }
    public DateTimeOffset LastCallAt { get; init; }

    /// <summary>When somebody last took it out of the queue.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    public bool IsSettled => Status is LeadStatus.Won or LeadStatus.Lost;

    public bool IsGone => IsAside || MergedInto is not null;

    public bool IsUrgent() => Facts.Calls.Any(x => x.Enquiry.Urgent && x.Enquiry.CalledAt >= WaitingSince);

    public bool WantsAppointment() => Facts.Calls.Any(x => x.Enquiry.WantsAppointment);

    public static Lead Create(IEvent<LeadCaptured> e)
    {
        var enquiry = e.Data.Enquiry;
        return new(e.StreamKey!, StatusOf(enquiry), true, LeadFacts.None.WithCall(new(enquiry, e.Data.Said, e.Version)))
        {
            IsReturning = e.Data.Returning,
            IsTouched = e.Data.ByHand,
            RuleVersion = enquiry.RuleVersion,
            WaitingSince = enquiry.CalledAt,
            LastCallAt = enquiry.CalledAt,
        };
    }

    public static Lead Create(IEvent<LeadImported> e) =>
        new(e.StreamKey!, e.Data.Status, e.Data.NeedsAttention, LeadFacts.None.WithImported(new(e.Data.Enquiry, null, e.Version)))
        {
            IsTouched = true,
            IsSet = true,
            WaitingSince = e.Data.Enquiry.CalledAt,
            LastCallAt = e.Data.Enquiry.CalledAt,
        };

    public Lead Apply(IEvent<LeadCalledAgain> e)
    {
        var enquiry = e.Data.Enquiry;
        return this with
        {
            Facts = Facts.WithCall(new(enquiry, e.Data.Said, e.Version)),
            WaitingSince = NeedsAttention || enquiry.CalledAt < WaitingSince || !e.Data.Reopens ? WaitingSince : enquiry.CalledAt,
            LastCallAt = enquiry.CalledAt > LastCallAt ? enquiry.CalledAt : LastCallAt,
            NeedsAttention = e.Data.Reopens ? Status != LeadStatus.Spam : NeedsAttention,
            IsReturning = true,
            IsTouched = IsTouched || e.Data.ByHand,
            IsAside = false,
            Outcome = e.Data.Reopens ? null : Outcome,
            Undo = e.Data.Reopens ? null : Undo,
        };
    }

    public Lead Apply(IEvent<LeadCallReanalyzed> e)
    {
        var (enquiry, before) = (e.Data.Enquiry, Facts.Call(e.Data.Enquiry.CallId)?.Enquiry.CalledAt);
        var facts = Facts.WithCorrectedCall(new(enquiry, e.Data.Said, e.Version));
        return this with
        {
            Facts = facts,
            IsAside = !e.Data.IsLead,
            Status = e.Data.Status ?? Status,
            RuleVersion = enquiry.RuleVersion,
            WaitingSince = before == WaitingSince ? enquiry.CalledAt : WaitingSince,
            LastCallAt = facts.Calls.Max(x => x.Enquiry.CalledAt),
        };
    }

    /// <summary>The call was over before somebody took the lead out of the queue: it is nothing new.</summary>
    public bool WasDoneAfter(Enquiry enquiry, CallContent? said) => DoneAt is { } done && (said?.EndedAt ?? enquiry.CalledAt) <= done;

    public Lead Apply(IEvent<LeadImportJoined> e) =>
        this with
        {
            Facts = Facts.WithImported(new(e.Data.Enquiry, null, e.Version)),
            IsTouched = true,
        };

    public Lead Apply(LeadNoted e) => this with { IsTouched = true, Notes = e.NoteId is { } id ? Notes.Add(id) : Notes };

    public Lead Apply(LeadEdited e) => this with { Facts = Facts.WithEdits(e.Values), IsTouched = true };

    public Lead Apply(LeadEditUndone e) => this with { Facts = Facts.WithoutEdit(e.Field), IsTouched = true };

    public Lead Apply(LeadRequalified e) =>
        this with
        {
            Facts = Facts.Requalified(e.Enquiries),
            RuleVersion = e.RuleVersion,
            IsAside = !e.IsLead,
            Status = e.Status ?? Status,
        };

    public Lead Apply(LeadNextStepSet e) =>
        this with
        {
            Next = e.Text is null && e.On is null ? null : new(e.Text, e.On),
            IsTouched = true,
        };

    public Lead Apply(LeadStatusChanged e) =>
        WithStatus(e.Status, e.NeedsAttention) with
        {
            Before = NeedsAttention ? Status : Before,
            Outcome = null,
            DoneAt = e.NeedsAttention ? DoneAt : e.At,
        };

    public Lead Apply(LeadMarkedDone e) => WithStatus(e.Status, false) with { Before = Status, Outcome = e.Outcome, DoneAt = e.At };

    public Lead Apply(LeadReopened e) => WithStatus(e.Status, true) with { Outcome = null };

    public Lead Apply(LeadStatusRestored e) =>
        this with
        {
            Status = e.Status,
            NeedsAttention = e.NeedsAttention,
            Outcome = null,
            Undo = null,
        };

    public Lead Apply(LeadMerged e)
    {
        var facts = Facts.With(e.Brought);
        return this with
        {
            Facts = facts,
            Merged = Merged.Add(e.Other),
            IsTouched = true,
            IsReturning = facts.Calls.Count > 1,
            LastCallAt = facts.Calls.Max(x => x.Enquiry.CalledAt),
        };
    }

    public Lead Apply(LeadMergedInto e) => this with { MergedInto = e.Into, IsTouched = true };

    public Lead Apply(LeadSplitOff _) => this with { MergedInto = null };

    public Lead Apply(LeadSplit e) =>
        this with
        {
            Merged = Merged.Remove(e.Other),
            Facts = Facts with { Calls = Facts.Calls.RemoveAll(x => e.CallIds.Contains(x.Enquiry.CallId)) },
        };

    public Lead Apply(LeadCallerBlocked _) => this with { IsBlocked = true, IsTouched = true };

    public Lead Apply(LeadCallerUnblocked _) => this with { IsBlocked = false };

    public static LeadStatus StatusOf(Enquiry enquiry) => enquiry.Qualified ? LeadStatus.Qualified : LeadStatus.New;

    public static string Stream(Guid id) => $"lead/{id:D}";

    public static Guid IdOf(string stream) => Guid.Parse(stream["lead/".Length..]);

    /// <summary>The same call is the same lead, however often it is told.</summary>
    public static Guid IdFor(string callId) => new(SHA256.HashData(Encoding.UTF8.GetBytes(callId)).AsSpan(0, 16));

    Lead WithStatus(LeadStatus status, bool needsAttention) =>
        this with
        {
            Status = status,
            NeedsAttention = needsAttention,
            Undo = new(Status, NeedsAttention),
            IsSet = true,
            IsTouched = true,
        };
}

[ShapeName("LeadStanding")]
public record LeadWorkState(LeadStatus Status, bool NeedsAttention);

/// <param name="On">In the owner's own calendar.</param>
public record NextStep(string? Text, DateOnly? On);
