using JasperFx;
using Switchhook.BuildingBlocks.Text;
using Switchhook.Contracts;

namespace Switchhook.Admin.Agents;

/// <summary>A row of the admin's list of agents, in the owner's tenant.</summary>
/// <param name="RetellsMessage">What Retell said when it refused.</param>
/// <param name="ChangedAt">When the newest news of it was sent: news comes in any order, and more than once.</param>
public sealed record AgentList(
    string Id,
    string Name,
    string Status,
    string? Number,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    string? RetellsMessage = null
) : IRevisioned
{
    public int Version { get; set; }

    /// <summary>The name as it is searched for: without capitals and accents. Rows of before lack it until their agent changes.</summary>
    public string FoldedName => TextFolding.Line(Name);

    public static AgentList After(AgentList? known, AgentChanged news, DateTimeOffset at) =>
        known switch
        {
            null => new(news.AgentId, news.Name, news.Status, news.PhoneNumber, at, at, news.RetellsMessage),
            _ when at <= known.ChangedAt => known with { CreatedAt = at < known.CreatedAt ? at : known.CreatedAt },
            _ => known with
            {
                Name = news.Name,
                Status = news.Status,
                Number = news.PhoneNumber,
                ChangedAt = at,
                RetellsMessage = news.RetellsMessage,
            },
        };
}
