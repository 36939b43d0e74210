using Switchhook.Bench;
using Switchhook.Bench.Ingestion;

switch (args)
{
    case ["start"]:
        return await Start.MeasureAsync();
    case ["weight"]:
        return await Weight.MeasureAsync();
    case ["ingest", .. var options]:
        return await Ingest.MeasureAsync(Plan.Read(options));
    case ["live"]:
        return await LiveFigures.MeasureAsync();
    case ["replay", .. var given]:
        return await Replay.MeasureAsync(Given(given, 0, 1_000_000), Given(given, 1, 1_000));
    case ["pages", .. var given]:
        return await Pages.MeasureAsync(Given(given, 0, 100_000), Given(given, 1, 1_000_000));
    case ["shots", .. var only]:
        return await Shots.TakeAsync(only);
    case ["former-site", var connection, var data]:
        return await FormerSite.LeaveAsync(connection, data);
    case ["lighthouse"]:
        return await Lighthouse.MeasureAsync();
    case ["empty", var address]:
        return await MinimalSite.RunAsync(address);
    case ["floor", var address, var connection, var kind]:
        return await MinimalWebhookServer.RunAsync(address, connection, kind);
    case ["load", .. var options]:
        return await Load.RunAsync(LoadOrder.Read(options));
    default:
        Console.Error.WriteLine(
            """
            bin/bench start: how long until the first page is served · bin/bench weight: what each page weighs on the wire
            bin/bench live: what open dashboards cost, and how soon they hear of a change · bin/bench lighthouse: what Lighthouse says of three pages
            bin/bench ingest [--rounds 3] [--seconds 3] [--sizes 2000,20000] [--at 1,16,64] [--rates 100,500] [--only product,single,batched,node]: how fast webhooks are acknowledged
            bin/bench replay [events] [tenants]: all read models from their events again · bin/bench pages [own] [all]: the pages of an owner with very many calls
            bin/shots [page…]: pictures of every page
            """
        );
        return 2;
}

static int Given(string[] given, int place, int usual) =>
    given.Length > place ? int.Parse(given[place], System.Globalization.CultureInfo.InvariantCulture) : usual;
