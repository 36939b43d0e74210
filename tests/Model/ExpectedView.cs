using System.Globalization;

namespace Switchhook.Model;

/// <summary>What the site must show of a call. Moments are Unix milliseconds.</summary>
public sealed record ExpectedView(
    bool Over,
    string? AgentId,
    string? From,
    string? To,
    long? StartedAt,
    long? EndedAt,
    string? Reason,
    long? Milliseconds,
    string? Said,
    string? Recording,
    decimal? Cents,
    int? Response,
    string? Summary,
    string? Sentiment,
    string Transfers
)
{
    /// <summary>As much of it as a row of the list knows.</summary>
    public ExpectedView Row => this with { Said = null, Recording = null, Response = null, Transfers = "" };

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"over {Over}, agent {AgentId}, {From} → {To}, {StartedAt}–{EndedAt} ({Milliseconds} ms) {Reason}, recording "
                + $"{Recording}, cents {Cents:0.####}, response {Response}, {Sentiment}: {Summary}, transfers {Transfers}, said {Said}"
        );
}
