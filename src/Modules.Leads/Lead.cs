using System.Security.Cryptography;
using System.Text;
using JasperFx.Events;

namespace Switchhook.Leads;

/// <summary>What decisions about a lead look at.</summary>
/// <param name="Before">The status it had when it last left the queue: what a reopened lead goes back to.</param>
public partial record Lead(string Id, LeadStatus Status, bool NeedsAttention, LeadStatus Before)
{
    public bool IsSettled => Status is LeadStatus.Won or LeadStatus.Lost;

    public static Lead Create(IEvent<LeadCaptured> e) => new(e.StreamKey!, LeadStatus.New, true, LeadStatus.New);

    public Lead Apply(LeadCalledAgain _) => Status == LeadStatus.Spam ? this : this with { NeedsAttention = true };

    public Lead Apply(LeadStatusChanged e) => this with { Status = e.Status, NeedsAttention = e.NeedsAttention, Before = NeedsAttention ? Status : Before };

    public Lead Apply(LeadMarkedDone e) => this with { Status = e.Status, NeedsAttention = false, Before = Status };

    public Lead Apply(LeadReopened e) => this with { Status = e.Status, NeedsAttention = true };

    public static string Stream(Guid id) => $"lead/{id:D}";

    public static Guid IdOf(string stream) => Guid.Parse(stream["lead/".Length..]);

    /// <summary>The same call is the same lead, however often it is told.</summary>
    public static Guid IdFor(string callId) => new(SHA256.HashData(Encoding.UTF8.GetBytes(callId)).AsSpan(0, 16));
}
