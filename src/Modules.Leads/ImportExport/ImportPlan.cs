using Marten;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads.ImportExport;

/// <summary>What a file would make: leads that are new, leads that learn from it, and rows that cannot be taken.</summary>
public record ImportPlan(IReadOnlyList<ImportStep> Steps)
{
    public int New => Steps.Count(x => x is { Row.Fault: null, Known: null });
    public int Joining => Steps.Count(x => x is { Row.Fault: null, Known: not null });
    public int Wrong => Steps.Count(x => x.Row.Fault is not null);

    public static async Task<ImportPlan> ReadAsync(IQuerySession session, IReadOnlyList<ImportRow> rows, CancellationToken stop)
    {
        var (numbers, emails) = (
            rows.Select(x => x.Number).OfType<string>().ToArray(),
            rows.Select(x => x.Email).OfType<string>().ToArray()
        );
        var known = await session
            .Query<LeadList>()
            .Where(x => !x.IsGone && (x.Number!.IsOneOf(numbers) || x.Email!.IsOneOf(emails)))
            .ToListAsync(stop);
        return new([.. rows.Select(row => new ImportStep(row, Match(row, known)))]);
    }

    /// <summary>The number tells a person better than an address; of several leads, the newest.</summary>
    static LeadList? Match(ImportRow row, IReadOnlyList<LeadList> known) =>
        row.Fault is not null
            ? null
            : known.Where(x => row.Number is not null && x.Number == row.Number).MinBy(x => x.Place)
                ?? known.Where(x => row.Email is not null && x.Email == row.Email).MinBy(x => x.Place);
}

/// <param name="Known">The lead that it tells more of; null when it makes a new one.</param>
public record ImportStep(ImportRow Row, LeadList? Known);
