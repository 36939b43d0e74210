using Switchhook;
using Switchhook.Bench;

switch (args)
{
    case ["start"]: return await Start.MeasureAsync();
    case ["weight"]: return await Weight.MeasureAsync();
    case ["live"]: return await LiveFigures.MeasureAsync();
    case ["replay", .. var given]: return await Replay.MeasureAsync(Given(given, 0, 1_000_000), Given(given, 1, 1_000));
    case ["pages", .. var given]: return await Pages.MeasureAsync(Given(given, 0, 100_000), Given(given, 1, 1_000_000));
    case ["empty", var address]: return await EmptySite.RunAsync(address);
    default:
        Console.Error.WriteLine("bin/bench start: how long until the first page is served · bin/bench weight: what each page weighs on the wire · bin/bench live: what open dashboards cost, and how soon they hear of a change"
            + " · bin/bench replay [events] [tenants]: all read models from their events again · bin/bench pages [own] [all]: the pages of an owner with very many calls");
        return 2;
}

static int Given(string[] given, int place, int usual) => given.Length > place ? int.Parse(given[place], System.Globalization.CultureInfo.InvariantCulture) : usual;
