using JasperFx;
using Switchhook.Admin;
using Switchhook.Agents;
using Switchhook.App.DataExport;
using Switchhook.App.Hosting;
using Switchhook.App.Hosting.Configuration;
using Switchhook.App.ProjectionRebuild;
using Switchhook.App.Sandbox;
using Switchhook.Calls;
using Switchhook.Leads;

try
{
    var builder = WebApplication.CreateBuilder(args);
    if (args is ["roles"]) return Roles.Print(builder.Configuration);
    SiteConfiguration.MustBeRight(builder.Configuration, builder.Environment);

    builder.AddHosting(args);
    builder.AddSandbox();
    builder.AddAdmin();
    builder.AddAgents();
    builder.AddCalls();
    builder.AddLeads();
    builder.AddExport();

    var app = builder.Build();

    app.UseHosting();
    app.MapAdmin();
    app.MapAgents();
    app.MapCalls();
    app.MapLeads();
    app.MapExport();
    app.MapSandbox();

    if (args is ["projections", "rebuild" or "check"]) return await Rebuild.RunAsync(app.Services, mend: args[1] == "rebuild");
    // `codegen write`, `describe` …; without a command the site runs.
    if (args is [var command, ..] && !command.StartsWith('-')) return await app.RunJasperFxCommands(args);
    PortCheck.MustBeFree(app);
    try { await app.RunAsync(); }
    // Told to end while it was still starting.
    catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested) { }
    return 0;
}
catch (Exception broken) when (StartupFailure.Sentence(broken) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
