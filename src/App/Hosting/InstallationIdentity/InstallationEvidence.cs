namespace Switchhook.App.Hosting.InstallationIdentity;

/// <summary>What the database and the data folder each say of the other when the site starts.</summary>
/// <param name="Database">Which database this is, asked of the server itself: a copy, a restored backup and a promoted standby are
/// others.</param>
/// <param name="IsUnused">Nothing has ever happened in the database.</param>
/// <param name="FolderBorn">When the data folder's own file was created: a copy of the folder was created later.</param>
/// <param name="HasKeys">The folder has keys that cookies and secrets were sealed with.</param>
/// <param name="AnotherRuns">A process that recognized itself is connected to this very database now.</param>
public sealed record InstallationEvidence(
    string Database,
    bool IsUnused,
    KnownInstallation? Installation,
    KnownFolder? Known,
    SeenByFolder? Folder,
    long FolderBorn,
    bool HasKeys,
    bool AnotherRuns
)
{
    /// <summary>More than all processes that share a folder can be ahead of what its file says.</summary>
    const int MostAhead = 64;

    public RecognitionResult Evaluate() =>
        this switch
        {
            // Something that never happened cannot be a copy of anything.
            { Installation: null, IsUnused: true } => RecognitionResult.New,
            { Installation: null, HasKeys: true, Folder: null } => RecognitionResult.New,
            { Installation: null } => RecognitionResult.Unknown("This data folder is not the one that the database was used with."),
            { Installation.Database: var known } when known != Database => RecognitionResult.Unknown(
                "This database is not the one that the site last ran on: it was copied, restored, moved, or taken over by a standby."
            ),
            _ when Folder is null || Known is null || Folder.Epoch != Installation!.Epoch || Known.Epoch != Installation.Epoch =>
                AnotherRuns ? RecognitionResult.Joins
                : Folder is not null && Folder.Epoch == Installation!.Epoch
                    ? RecognitionResult.Unknown("This database is older than the data folder: it was restored from a backup.")
                : RecognitionResult.Unknown("This data folder is not one that the site ran with."),
            _ when Known.Born != FolderBorn => AnotherRuns
                ? RecognitionResult.Joins
                : RecognitionResult.Unknown("This data folder is a copy of the one that the site ran with."),
            _ when Folder.Counter > Known.Counter => RecognitionResult.Unknown(
                "This database is older than the data folder: it was restored from a backup."
            ),
            _ when Folder.Counter < Known.Counter - MostAhead => AnotherRuns
                ? RecognitionResult.Joins
                : RecognitionResult.Unknown("This data folder is older than the database: it was restored from a backup."),
            _ => RecognitionResult.Same,
        };
}

/// <summary>What the database holds of the installation.</summary>
public sealed record KnownInstallation(Guid Epoch, string Database);

/// <summary>What the database holds of one data folder.</summary>
public sealed record KnownFolder(Guid Epoch, long Born, long Counter);

/// <summary>What a data folder holds of the database it was last used with.</summary>
public sealed record SeenByFolder(Guid Folder, Guid Epoch, long Counter);

public enum RecognitionOutcome
{
    Same,
    New,
    Joins,
    Unknown,
}

/// <param name="Why">A sentence for the administrator; null when the site recognizes itself.</param>
public sealed record RecognitionResult(RecognitionOutcome Kind, string? Why = null)
{
    public static readonly RecognitionResult Same = new(RecognitionOutcome.Same),
        New = new(RecognitionOutcome.New),
        Joins = new(RecognitionOutcome.Joins);

    public static RecognitionResult Unknown(string why) => new(RecognitionOutcome.Unknown, why);
}
