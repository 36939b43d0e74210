using JasperFx;
using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin.Agents;

[StickyHandler("switchhook.admin.listagent")]
public static class AgentChangedHandler
{
    // Two pieces of news at once: the second is put beside what the first has written.
    public static void Configure(HandlerChain chain) =>
        chain
            .OnException<ConcurrencyException>()
            .Or<DocumentAlreadyExistsException>()
            .RetryWithCooldown(
                TimeSpan.FromMilliseconds(50),
                TimeSpan.FromMilliseconds(200),
                TimeSpan.FromMilliseconds(500),
                TimeSpan.FromSeconds(1),
                TimeSpan.FromSeconds(2)
            );

    public static async Task Handle(AgentChanged news, Envelope envelope, IDocumentSession session, CancellationToken stop)
    {
        var known = await session.LoadAsync<AgentList>(news.AgentId, stop);
        var row = AgentList.After(known, news, envelope.SentAt);
        if (known is null)
            session.Insert(row);
        else if (row != known)
            session.UpdateRevision(row, known.Version + 1);
    }
}
