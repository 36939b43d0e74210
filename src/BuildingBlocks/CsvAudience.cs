namespace Switchhook.BuildingBlocks;

/// <summary>
/// Who reads a file: spreadsheets, which calculate what looks like a formula, or programs, which want each cell as it is.
/// </summary>
public enum CsvAudience
{
    Spreadsheets,
    Programs,
}
