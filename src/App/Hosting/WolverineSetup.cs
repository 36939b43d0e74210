using JasperFx;
using JasperFx.CodeGeneration;
using Switchhook.App.Hosting.Configuration;
using Switchhook.App.Hosting.InstallationIdentity;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Options;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Util;

namespace Switchhook.App.Hosting;

/// <summary>Messages: durable local queues, what is retried and how often, and what ends among the dead letters.</summary>
public static class WolverineSetup
{
    public static void AddWolverine(this IHostApplicationBuilder builder)
    {
        var several = builder.AddCheckedOptions<NodesOptions>().Several;
        builder.UseWolverine(options => Configure(options, several));
        builder.Services.AddHostedService<OrphanedMessageRecovery>();
        builder.Services.CritterStackDefaults(x =>
        {
            x.ApplicationAssembly = typeof(Program).Assembly;
            x.GeneratedCodeOutputPath = Path.GetFullPath("../../../generated", AppContext.BaseDirectory);
            x.Production.GeneratedCodeMode = TypeLoadMode.Static;
            x.Production.AssertAllPreGeneratedTypesExist = true;
            x.Production.ResourceAutoCreate = AutoCreate.None;
            x.Development.ResourceAutoCreate = AutoCreate.None;
        });
    }

    static void Configure(WolverineOptions options, bool several)
    {
        WolverineMessageNaming.InsertFirst<StoredMessageNames>();
        // One process alone starts faster and need not watch for others.
        options.Durability.Mode = several ? DurabilityMode.Balanced : DurabilityMode.Solo;
        if (several)
            ClusterSettings.DetectDeadNodesSoon(options.Durability);
        options.Durability.MessageStorageSchemaName = "wolverine";
        options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        options.EnvelopeIdGeneration = EnvelopeIdGeneration.GuidV7;
        options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
        // One that another build stored, and this one has no handler for: kept for an administrator, not logged and forgotten.
        options.UnknownMessageBehavior = UnknownMessageBehavior.DeadLetterQueue;
        options.EnableRelayOfUserName = true;
        options.Policies.AutoApplyTransactions();
        options.Policies.UseDurableLocalQueues();
        options.Policies.MessageExecutionLogLevel(LogLevel.Debug);
        options.Policies.MessageSuccessLogLevel(LogLevel.Debug);
        // An attempt that failed: what nobody catches in the end is an error, and is logged as one by whoever gives it up.
        options.Policies.MessageFailureLogLevel(LogLevel.Warning);
        DrillModePolicy.Apply(options);
        options.OnException<Refused>().MoveToErrorQueue();
        // While two builds run side by side, and until everything is brought up to date: that may take longer than any row of retries.
        options
            .OnException(OutdatedRow.Is, "a row is of another build")
            .RetryWithCooldown([.. new[] { 15, 50, 100, 250, 500, 1000 }.Select(x => TimeSpan.FromMilliseconds(x))])
            .Then.ScheduleRetryIndefinitely(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        // Two writers of one stream: the second decides again on what the first has written.
        options
            .OnException<ConcurrencyException>()
            .Or<Marten.Exceptions.ExistingStreamIdCollisionException>()
            .RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1));
        options
            .OnException(DatabaseErrors.IsReusedSequence, "a number was given twice")
            .RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1))
            .Then.ScheduleRetry(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30))
            .Then.MoveToErrorQueue();
        // A database that is away is waited for: what lies in a queue is put off. Whoever waits for an answer hears of it at once.
        options
            .OnException(DatabaseErrors.IsUnavailable, "the database is away")
            .ScheduleRetryIndefinitely(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
        // A schema that changes under a running process, a standby that is not promoted yet, an event that only a newer build knows: it
        // passes, or it is a fault of ours.
        options
            .OnException(DatabaseErrors.IsTransient, "it may pass")
            .ScheduleRetry([.. new[] { 1, 2, 5, 10, 30, 60, 300, 900, 3600 }.Select(x => TimeSpan.FromSeconds(x))])
            .Then.MoveToErrorQueue();
        // So does what breaks inside the driver or the store when their connection breaks; a fault of ours could look the same, so not for
        // ever.
        options
            .OnException(DatabaseErrors.IsBrokenConnection, "a connection may have broken")
            .ScheduleRetry(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30))
            .Then.MoveToErrorQueue();
    }
}
