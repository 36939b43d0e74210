using Switchhook.Model;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// So many deliveries of many calls at once, of which some come twice and all in an order of chance; the same for the same seed.
/// </summary>
public static class Traffic
{
    const double Twice = 0.3,
        Strangers = 0.02;
    const int Apart = 200;

    public static IReadOnlyList<SentDelivery> Of(int seed, int deliveries, IReadOnlyList<LinkedAgent> lines, string? salt = null)
    {
        var chance = new Random(seed);
        var stranger = $"agent_of_nobody_{salt}{seed}";
        var placed = new List<(double At, SentDelivery Sending)>();
        for (var number = 0; number < deliveries; )
        {
            var line = chance.NextDouble() < Strangers ? new LinkedAgent(stranger, "") : lines[chance.Next(lines.Count)];
            var told = new RandomCall(chance.Next(), line.AgentId).Deliveries();
            var begins = chance.NextDouble() * deliveries;
            foreach (var telling in told.Take(deliveries - number))
            {
                var sending = new SentDelivery(number++, telling, telling.Body(), line.Tenant is "" ? null : line.Tenant);
                placed.Add((begins + chance.NextDouble() * Apart, sending));
                if (chance.NextDouble() < Twice)
                    placed.Add((begins + chance.NextDouble() * Apart, sending));
            }
        }
        return [.. placed.OrderBy(x => x.At).Select(x => x.Sending)];
    }
}
