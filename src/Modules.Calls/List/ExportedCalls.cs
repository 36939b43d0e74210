using System.Runtime.CompilerServices;
using Marten;
using Switchhook.Calls.Details;
using Switchhook.Contracts;

namespace Switchhook.Calls.List;

/// <summary>Calls with their transcripts; without the recording's address, which is a credential.</summary>
public sealed class ExportedCalls(IQuerySession calls, TimeProvider time) : IDataExport
{
    public string Name => "calls";

    public IReadOnlyList<string> Columns =>
        ["id", "at", "direction", "from", "to", "outcome", "end_reason", "milliseconds", "cost_cents", "sentiment", "summary", "simulated"];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await foreach (var x in calls.Query<CallDetails>().OrderBy(x => x.Id).ToAsyncEnumerable(stop))
            yield return new Dictionary<string, object?>
            {
                ["id"] = x.CallId,
                ["at"] = x.At,
                ["direction"] = x.Parties?.Direction,
                ["from"] = x.Parties?.From,
                ["to"] = x.Parties?.To,
                ["outcome"] = x.OutcomeAt(now).Code,
                ["end_reason"] = x.Ending?.Reason,
                ["milliseconds"] = x.Milliseconds,
                ["cost_cents"] = x.Cost?.Cents,
                ["sentiment"] = x.Sentiment,
                ["summary"] = x.Analysis?.Summary,
                ["simulated"] = x.Parties?.Simulated,
                ["agent"] = x.Parties?.RetellAgentId,
                ["agent_version"] = x.Parties?.AgentVersion,
                ["fields"] = x.Analysis?.Fields,
                ["transcript"] = x.Transcript,
                ["notes"] = x.Notes,
            };
    }
}
