namespace Switchhook.Chaos.Webhooks;

/// <summary>One process after the other, dead ones too: whoever gets no answer asks again.</summary>
public sealed class NodeRotation(WebhookTestbed testbed)
{
    int turn;

    public string Next() => testbed.Nodes[(int)((uint)Interlocked.Increment(ref turn) % (uint)testbed.Nodes.Count)].Address;
}
