namespace Switchhook.BuildingBlocks;

public static class PostgresVersion
{
    /// <summary>The oldest major version of PostgreSQL that Switchhook runs on.</summary>
    public const int Oldest = 15;
}
