using JasperFx.Events;
using Switchhook.Leads.Capture;

namespace Switchhook.Leads.BlockedCallers;

/// <summary>A number that is turned away, or was once.</summary>
public partial record BlockedCaller(string Id, string Number, string? Name, string? Lead, DateTimeOffset Since)
{
    public long Version { get; set; }

    public bool IsBlocked { get; init; } = true;
    public int TurnedAway { get; init; }
    public DateTimeOffset? LastAt { get; init; }
    public string? LastCallId { get; init; }

    public static BlockedCaller Create(IEvent<NumberBlocked> e) => new(e.StreamKey!, e.Data.Number, e.Data.Name, e.Data.Lead, e.Data.At);

    public BlockedCaller Apply(NumberBlocked e) =>
        this with
        {
            IsBlocked = true,
            Since = e.At,
            Name = e.Name ?? Name,
            Lead = e.Lead ?? Lead,
        };

    public BlockedCaller Apply(NumberUnblocked _) => this with { IsBlocked = false };

    public BlockedCaller Apply(BlockedCallRejected e) => this with { TurnedAway = TurnedAway + 1, LastAt = e.At, LastCallId = e.CallId };

    /// <summary>The number itself stands in no key: keys are named in errors, and errors are logged.</summary>
    public static string Stream(string number) => "caller/" + LeadByNumber.Of(number);
}
