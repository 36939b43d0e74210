using System.ComponentModel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.BackupNumbers;
using Switchhook.Agents.Pausing;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Api;

public static class PutBackupNumber
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/agents/{id:guid}/backup-number",
                async (
                    Guid id,
                    HttpContext http,
                    IMessageBus bus,
                    IQuerySession session,
                    AllowedCountries allowed,
                    CancellationToken stop
                ) =>
                {
                    var asked = await JsonBody.ReadAsync<ChosenBackup>(http);
                    if (await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is not { } agent)
                        return Results.NotFound();
                    FieldValidation.Check(
                        ("backup_number", FieldValidation.Sentence(() => FallbackNumber.Check(asked.BackupNumber, agent.Number, allowed)))
                    );
                    await bus.InvokeAsync(new ChooseBackupNumber(id, asked.BackupNumber), stop);
                    return await AgentResponse.ForAsync(id, http, session, stop);
                }
            )
            .WithName("set_backup_number")
            .WithSummary("Choose where callers go when all lines are busy")
            .WithDescription(
                "Retell also sends callers there while it has an outage. Only some Retell plans include it: "
                    + "follow Location until backup_number_pending is false. If Retell refused, backup_number is what it was and "
                    + "problem says why."
            )
            .Accepts<ChosenBackup>("application/json")
            .WithMetadata(new RequestExample(ChosenBackup.Sample))
            .Produces<AgentView>(StatusCodes.Status202Accepted)
            .Produces<AgentView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
}

public record ChosenBackup([property: Description("Best in E.164. Null for none.")] string? BackupNumber)
{
    public static readonly ChosenBackup Sample = new("+14155550132");
}
