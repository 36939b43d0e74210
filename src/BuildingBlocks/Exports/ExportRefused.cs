namespace Switchhook.BuildingBlocks.Exports;

/// <summary>No export this time. The message is a sentence for the person who asked.</summary>
public sealed class ExportRefused : Exception
{
    ExportRefused(int status, string sentence)
        : base(sentence) => Status = status;

    /// <summary>Of the answer over HTTP.</summary>
    public int Status { get; }

    public static ExportRefused Busy(string sentence) => new(429, sentence);

    public static ExportRefused TooLarge(string sentence) => new(422, sentence);
}
