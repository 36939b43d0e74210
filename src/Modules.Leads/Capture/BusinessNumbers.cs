using Marten;
using Switchhook.BuildingBlocks.Input;

namespace Switchhook.Leads.Capture;

/// <summary>
/// The lines of the business itself. A call that one of them forwards bears its number, so that number is nobody's identity, and nobody is
/// turned away by it.
/// </summary>
/// <param name="Named">Numbers that the owner says are theirs, E.164.</param>
/// <param name="OfAgents">By agent: its number, and where it sends callers.</param>
public record BusinessNumbers(IReadOnlyList<string> Named, IReadOnlyDictionary<string, IReadOnlyList<string>> OfAgents)
{
    public const string Own = "own";

    public static readonly BusinessNumbers None = new([], new Dictionary<string, IReadOnlyList<string>>());

    public string Id { get; init; } = Own;

    public IEnumerable<string> All() => Named.Concat(OfAgents.Values.SelectMany(x => x)).Distinct();

    public bool Has(string? line) => line is not null && All().Contains(line);

    /// <summary>An extension belongs to whoever sits there; the line that was dialled is the owner's, too.</summary>
    public bool Has(PhoneNumber? number, CallContent call) =>
        number is { Extension: null } && (Has(number.E164) || number.E164 == PhoneNumber.LineOf(call.Line));

    public IReadOnlyList<string> Without(IReadOnlyList<string> numbers) => [.. numbers.Where(x => !Has(x))];

    public static async Task<BusinessNumbers> ReadAsync(IQuerySession session, CancellationToken stop) =>
        await session.LoadAsync<BusinessNumbers>(Own, stop) ?? None;
}
