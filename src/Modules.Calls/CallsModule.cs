using JasperFx.Events.Projections;
using Marten;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Switchhook.Calls.Intake;
using Switchhook.Calls.Live;
using Switchhook.Calls.Reading;
using Switchhook.Calls.Story;

[assembly: Wolverine.Attributes.WolverineModule]

namespace Switchhook.Calls;

public sealed class CallsModule : IConfigureMarten
{
    public void Configure(IServiceProvider services, StoreOptions options)
    {
        options.Events.AddEventTypes([typeof(CallStarted), typeof(CallTransferred), typeof(CallEnded), typeof(CallAnalyzed), typeof(CallCompleted)]);
        options.Projections.LiveStreamAggregation<Call>();
        options.Projections.Add(new CallListProjection(), ProjectionLifecycle.Inline);
        options.Projections.Add(new CallDetailsProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<CallList>().DatabaseSchemaName("calls")
            .Duplicate(x => x.At, notNull: true, configure: x => x.Columns = ["tenant_id", "at"])
            .Duplicate(x => x.Outcome, notNull: true, configure: x => x.Columns = ["tenant_id", "outcome", "at"])
            .Duplicate(x => x.Sentiment, configure: x => x.Columns = ["tenant_id", "sentiment", "at"])
            .Duplicate(x => x.InProgress, notNull: true, configure: x => (x.Columns, x.Predicate) = (["tenant_id", "at"], "in_progress"));
        options.Schema.For<CallDetails>().DatabaseSchemaName("calls");
        options.Schema.For<LiveTranscript>().DatabaseSchemaName("calls");
        options.Storage.ExtendedSchemaObjects.Add(Deliveries.Table());
        options.Storage.ExtendedSchemaObjects.Add(AgentRoutes.Table());
    }
}

public static class CallsComposition
{
    public static void AddCalls(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Deliveries>();
        builder.Services.AddSingleton<Forgeries>();
        builder.Services.AddScoped<Door>();
    }

    public static void MapCalls(this IEndpointRouteBuilder app) => Webhook.Map(app);
}
