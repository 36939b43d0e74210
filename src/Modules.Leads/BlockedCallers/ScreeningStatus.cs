using Marten;
using Switchhook.Contracts;
using Wolverine.Attributes;

namespace Switchhook.Leads;

/// <summary>Whether those who are blocked are in fact turned away.</summary>
public record LineGuard(bool IsGuarded, string? Why)
{
    public const string Only = "line";

    public string Id { get; init; } = Only;
}

[WolverineHandler]
public static class NoteLineGuard
{
    public static void Handle(LineGuardSettled told, IDocumentSession session) => session.Store(new LineGuard(told.IsGuarded, told.Why));
}
