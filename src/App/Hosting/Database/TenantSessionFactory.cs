using Marten;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.Hosting.Database;

/// <summary>
/// A page reads in the tenant of whoever is signed in, through the role that may only SELECT, and writes by commands:
/// so there is no session to write with here.
/// </summary>
public sealed class TenantSessionFactory([FromKeyedServices(DatabaseRole.Web)] IDocumentStore readable, IHttpContextAccessor http)
    : ISessionFactory
{
    public IQuerySession QuerySession() =>
        readable.QuerySession(
            http.HttpContext?.User.FindFirst(TenancyFilter.Claim)?.Value
                ?? throw new InvalidOperationException("Nobody is signed in: there is no tenant to read.")
        );

    public IDocumentSession OpenSession() => throw new InvalidOperationException("Pages and endpoints write by commands over the bus.");
}
