using System.Globalization;
using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

/// <summary>
/// All that was ever made, bought and deleted in a workspace, in its order: what wasted money and orphans are counted from.
/// </summary>
public class Ledger
{
    readonly JsonFileStore<LedgerEntry> store;
    readonly List<LedgerEntry> entries;
    readonly Dictionary<string, LedgerEntry> held = [];

    public Ledger(string folder)
    {
        store = new(folder);
        entries = [.. store.All.OrderBy(entry => entry.Sequence)];
        entries.ForEach(Count);
    }

    public IReadOnlyList<LedgerEntry> Entries => entries;
    public IReadOnlyCollection<LedgerEntry> Held => held.Values;

    public bool Holds(string id) => held.ContainsKey(id);

    /// <summary>When it was made, Unix ms.</summary>
    public long CreatedAt(string id) => held[id].Timestamp;

    public void RecordCreated(string what, string id, JsonObject thing, long now) =>
        Enter(
            new(
                entries.Count + 1,
                now,
                what == "number" ? "bought" : "created",
                what,
                id,
                Tag(thing),
                what == "number" ? AreaCodes.Price(id) : 0
            )
        );

    public void RecordDeleted(string id, long now) =>
        Enter(held[id] with { Sequence = entries.Count + 1, Timestamp = now, Action = "deleted", Price = 0 });

    void Enter(LedgerEntry entry)
    {
        store.Keep(entry.Sequence.ToString("D8", CultureInfo.InvariantCulture), entry);
        entries.Add(entry);
        Count(entry);
    }

    void Count(LedgerEntry entry)
    {
        if (entry.Action == "deleted")
            held.Remove(entry.Id);
        else
            held[entry.Id] = entry;
    }

    static string Tag(JsonObject thing) =>
        thing["nickname"].Text()
        ?? thing["agent_name"].Text()
        ?? string.Join(
            ", ",
            (thing["default_dynamic_variables"] as JsonObject ?? []).Select(variable => $"{variable.Key}={variable.Value.Text()}")
        );
}
