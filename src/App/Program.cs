using JasperFx;
using Switchhook.App;
using Switchhook.App.DataExport;
using Switchhook.App.Hosting;
using Switchhook.App.Hosting.Configuration;
using Switchhook.App.Hosting.Database;
using Switchhook.App.ProjectionRebuild;

try
{
    var builder = WebApplication.CreateBuilder(args);
    if (args is ["roles"])
        return DatabaseRoles.Print(builder.Configuration);
    SiteConfiguration.Validate(builder.Configuration, builder.Environment);

    builder.AddHosting(args);
    builder.AddSandbox();
    foreach (var module in Modules.All)
        module.AddServices(builder);
    builder.AddExport();

    var app = builder.Build();

    app.UseHosting();
    foreach (var module in Modules.All)
        module.MapEndpoints(app);
    app.MapExport();
    app.MapSandbox();

    if (args is ["projections", "rebuild" or "check"])
        return await Rebuild.RunAsync(app.Services, repair: args[1] == "rebuild");
    // `codegen write`, `describe` …; without a command the site runs.
    if (args is [var command, ..] && !command.StartsWith('-'))
        return await app.RunJasperFxCommands(args);
    PortCheck.ThrowIfInUse(app);
    try
    {
        await app.RunAsync();
    }
    // Told to end while it was still starting.
    catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested) { }
    return 0;
}
catch (Exception broken) when (StartupFailureText.Of(broken) is { } sentence)
{
    Console.Error.WriteLine(sentence);
    return 1;
}
