namespace Switchhook.Agents.Versions;

public static class RevisionText
{
    public static (string Dot, string Words) State(this Revision revision, Revision? heard) =>
        revision.State switch
        {
            RevisionState.Publishing => ("info", "Publishing…"),
            RevisionState.Waiting => ("info", "Waiting to be published"),
            RevisionState.Failed => ("bad", "Not published"),
            RevisionState.Superseded => ("neutral", "Superseded"),
            _ => revision.Number == heard?.Number ? ("good", "Callers hear this") : ("neutral", "Published"),
        };

    /// <param name="me">Who is looking.</param>
    public static string Who(this Revision revision, string? me) =>
        revision switch
        {
            { IsFromRetell: true } => "Retell's dashboard",
            { By: null } => "Switchhook",
            { By: var by } when by == me => "you",
            { By: var by } when me is not null && by.StartsWith(me + "/", StringComparison.Ordinal) => "you, over the API",
            _ => "somebody else",
        };

    /// <summary>"Prompt and voice": what it changed of the version before it.</summary>
    public static string Changes(this Revision revision, IReadOnlyList<Revision> all) =>
        all.LastOrDefault(x => x.Number < revision.Number) is { } before
            ? Labels(Difference.Between(before.Settings, revision.Settings))
            : "The first version";

    public static string Labels(IReadOnlyList<Difference> differences) =>
        differences.Select(x => x.Label).ToList() switch
        {
            [] => "Nothing",
            [var only] => only,
            [.. var first, var last] =>
                $"{string.Join(", ", first.Select((x, i) => i == 0 ? x : x.ToLowerInvariant()))} and {last.ToLowerInvariant()}",
        };
}
