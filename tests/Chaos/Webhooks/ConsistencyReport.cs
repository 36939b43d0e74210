using System.Globalization;
using Switchhook.Model;

namespace Switchhook.Chaos.Webhooks;

/// <summary>What was acknowledged, beside what became of it.</summary>
public sealed record ConsistencyReport(
    int Deliveries,
    int Acked,
    int Kills,
    int Lost,
    int Doubled,
    int Stuck,
    int DeadLetters,
    int Differing,
    IReadOnlyList<string> Objections
)
{
    public bool IsClean => (Lost, Doubled, Stuck, DeadLetters, Differing) == (0, 0, 0, 0, 0) && Objections.Count == 0;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"deliveries {Deliveries}, acked {Acked}, kills {Kills}, lost {Lost}, doubled {Doubled}, stuck {Stuck}, dead letters "
                + $"{DeadLetters}, differing calls {Differing}"
        );

    public static async Task<ConsistencyReport> OfAsync(WebhookTestbed testbed, IReadOnlyCollection<SentDelivery> sendings, Ledger ledger)
    {
        await DurablePostgres.MustBeDurableAsync(testbed.Worker);
        return Of(sendings, ledger.Acked.Select(x => x.Sending), await StoredState.ReadAsync(testbed), testbed.Kills);
    }

    public static ConsistencyReport Of(
        IReadOnlyCollection<SentDelivery> sendings,
        IEnumerable<SentDelivery> acked,
        StoredState kept,
        int kills
    )
    {
        var sent = acked.ToList();
        var objections = new List<string>();
        var lost = sent.DistinctBy(x => x.Hash).Where(x => !kept.Deliveries[x.Hash].Any(row => !row.IsDuplicate)).ToList();
        objections.AddRange(lost.Select(x => $"lost: {x.Telling.Event} of {x.Telling.CallId}"));
        var doubled = Doubles(kept).Order(StringComparer.Ordinal).ToList();
        objections.AddRange(doubled.Select(x => $"doubled: {x}"));
        var failed = kept.Deliveries.SelectMany(x => x).Where(x => x.Verdict is "failed" or "malformed").ToList();
        objections.AddRange(failed.Select(x => $"quarantined: {x.Event} of {x.CallId}, {x.Verdict}"));
        var stuck = sent.DistinctBy(x => x.Hash)
            .Where(x => x.Tenant is not null && kept.Deliveries[x.Hash].Any(row => row.Verdict is "unknown_agent"))
            .ToList();
        objections.AddRange(stuck.Select(x => $"stuck: {x.Telling.Event} of {x.Telling.CallId} waits for an agent that is there"));
        objections.AddRange(kept.Waiting.Select(x => $"stuck: {x}"));
        objections.AddRange(kept.DeadLetters.Select(x => $"dead letter: {x}"));
        var differing = sent.GroupBy(x => x.Telling.CallId)
            .Select(x => Difference([.. x.DistinctBy(y => y.Hash)], kept))
            .OfType<string>()
            .Order(StringComparer.Ordinal)
            .ToList();
        objections.AddRange(differing.Select(x => $"differs: {x}"));
        return new(
            sendings.Count,
            sent.Count,
            kills,
            lost.Count,
            doubled.Count,
            kept.Waiting.Count + stuck.Count,
            kept.DeadLetters.Count + failed.Count,
            differing.Count,
            objections
        );
    }

    public static IEnumerable<string> Doubles(StoredState kept) =>
        [
            .. from delivery in kept.Deliveries
            where delivery.Count(x => !x.IsDuplicate && x.Event != "transcript_updated") > 1
            select $"{delivery.First().Event} of {delivery.First().CallId} stands {delivery.Count(x => !x.IsDuplicate)} times",
            .. from call in kept.Events
            from kind in call.GroupBy(x => x.Type is "call_transferred" or "call_completed" or "call_reanalyzed" ? x.Type + x.Data : x.Type)
            where kind.Count() > 1
            select $"{kind.First().Type} of {call.Key} happened {kind.Count()} times",
            .. from lead in kept.Leads where lead.Count() > 1 select $"the lead of {lead.Key} was made {lead.Count()} times",
        ];

    /// <summary>Null when the call is what its deliveries make of it.</summary>
    static string? Difference(IReadOnlyList<SentDelivery> told, StoredState kept)
    {
        var (id, tenant) = (told[0].Telling.CallId, told[0].Tenant);
        if (tenant is null)
            return kept.Events[id].Any() || kept.Pages.ContainsKey(id) ? $"{id} is nobody's and became a call" : null;
        // Which of the live transcripts were read one by one and which were replaced unread is up to the site; what any of them says of the
        // call counts.
        var live = told.Where(x => x.Telling.Event == "transcript_updated")
            .Select(x => x.Telling)
            .Aggregate(
                (ModelDelivery?)null,
                (all, x) =>
                    all is null
                        ? x
                        : all with
                        {
                            From = all.From is null or "" ? x.From : all.From,
                            To = all.To is null or "" ? x.To : all.To,
                            StartedAt = all.StartedAt ?? x.StartedAt,
                        }
            );
        var expected = CallModel.OfAnyOrder([
            .. told.Where(x => x.Telling.Event != "transcript_updated").Select(x => x.Telling),
            .. live is null ? Array.Empty<ModelDelivery>() : [live],
        ]);
        if (!kept.Pages.TryGetValue(id, out var page) || !kept.Rows.TryGetValue(id, out var row))
            return $"{id} is no call";
        if (page.Tenant != tenant || row.Tenant != tenant)
            return $"{id} belongs to somebody else";
        if (!expected.Contains(page.Shown))
            return $"{id} shows {page.Shown} and should show {string.Join(" or ", expected)}";
        if (!expected.Select(x => x.Row).Contains(row.Shown))
            return $"{id} is listed as {row.Shown} and should be {string.Join(" or ", expected.Select(x => x.Row))}";
        if (page.Shown.Over && kept.StillLive.Contains(id))
            return $"{id} is over and has a live transcript";
        var isLead = told.Any(x => x.Telling is { Event: "call_analyzed", IsLead: true });
        return kept.Leads.Contains(id) == isLead ? null : $"{id} {(isLead ? "made no lead" : "made a lead")}";
    }
}
