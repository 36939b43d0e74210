namespace Switchhook.BuildingBlocks;

/// <summary>
/// A row of a read model was written in another shape than this build's: by a former build that nobody has brought up to date yet, or by
/// one that still runs beside this one. The row is folded again from its stream within moments, so whoever meets this tries again.
/// </summary>
public sealed class OutdatedRow(string readModel)
    : Exception($"A row of {readModel} was written by another build. It is brought up to date; try again.")
{
    public static bool Is(Exception? broken) =>
        broken switch
        {
            null => false,
            OutdatedRow => true,
            AggregateException many => many.InnerExceptions.Any(Is),
            _ => Is(broken.InnerException),
        };
}
