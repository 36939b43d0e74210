using Switchhook;
using Switchhook.Bench;

switch (args)
{
    case ["start"]: return await Start.MeasureAsync();
    case ["weight"]: return await Weight.MeasureAsync();
    case ["live"]: return await LiveFigures.MeasureAsync();
    case ["shots", .. var only]: return await Shots.TakeAsync(only);
    case ["lighthouse"]: return await Lighthouse.MeasureAsync();
    case ["empty", var address]: return await EmptySite.RunAsync(address);
    default:
        Console.Error.WriteLine("bin/bench start: how long until the first page is served · bin/bench weight: what each page weighs on the wire · bin/bench live: what open dashboards cost, and how soon they hear of a change · bin/bench lighthouse: what Lighthouse says of three pages · bin/shots [page…]: pictures of every page");
        return 2;
}
