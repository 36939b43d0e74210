namespace Switchhook.Agents.BackupNumbers;

/// <summary>Where callers go when all lines are busy or Retell has an outage, as far as a decision reads it.</summary>
/// <param name="Number">E.164, as its owner wants it; null: nowhere.</param>
public record BackupNumberState(string? Number)
{
    public static readonly BackupNumberState None = new(Number: null);

    /// <summary>Retell is being asked. Another choice made in the meantime is heard at the end of that.</summary>
    public bool IsSetting { get; init; }
    public bool IsRefused { get; init; }

    /// <summary>What Retell has, as far as we know; null before it was ever asked.</summary>
    public BackupNumberSet? Set { get; init; }

    /// <summary>What Retell had before we changed it; null as long as we have not.</summary>
    public BackupNumberBegun? Before { get; init; }

    /// <summary>All numbers that were ever chosen here.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>What its owner has to put back at Retell, because we could not.</summary>
    public string? ManualRestoreText { get; init; }

    /// <summary>
    /// Whether it has to be changed at Retell. What was put there in Retell's dashboard is replaced, never just taken away.
    /// </summary>
    public bool Changes(string? found) => found != Number && (Number is not null || Chosen.Contains(found!));

    /// <summary>We changed it, so we put it back when the agent is disconnected.</summary>
    public bool HasFormer => Set is { } set && Before is { } before && set.Number != before.Number;

    public BackupNumberState Choose(string? number) =>
        this with
        {
            Number = number,
            IsSetting = true,
            IsRefused = false,
            Chosen = number is null ? Chosen : [.. Chosen.Except([number]), number],
        };

    public BackupNumberState Begin(BackupNumberBegun begun) => this with { Before = Before ?? begun };

    public BackupNumberState Confirm(BackupNumberSet set) => this with { Set = set, IsSetting = set.Number != Number };

    public BackupNumberState Refuse() => this with { Number = Set?.Number, IsSetting = false, IsRefused = true };
}
