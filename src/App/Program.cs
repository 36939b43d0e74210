using JasperFx;
using Switchhook.Admin;
using Switchhook.Agents;
using Switchhook.App.Platform;
using Switchhook.App.Sandbox;
using Switchhook.Calls;
using Switchhook.Leads;

var builder = WebApplication.CreateBuilder(args);

try { builder.AddPlatform(args); }
catch (CannotStart lacking)
{
    Console.Error.WriteLine(lacking.Message);
    return 1;
}
builder.AddSandbox();
builder.AddAdmin();
builder.AddAgents();
builder.AddCalls();
builder.AddLeads();

var app = builder.Build();

app.UsePlatform();
app.MapAdmin();
app.MapAgents();
app.MapCalls();
app.MapLeads();
app.MapSandbox();

// `codegen write`, `projections rebuild`, `describe` …; without a command the site runs.
if (args is [var command, ..] && !command.StartsWith('-')) return await app.RunJasperFxCommands(args);
await app.RunAsync();
return 0;
