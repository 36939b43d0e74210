namespace Switchhook.Chaos.Webhooks;

/// <summary>One process after the other, dead ones too: whoever gets no answer asks again.</summary>
public sealed class NodeRotation(WebhookTestbed rig)
{
    int turn;

    public string Next() => rig.Nodes[(int)((uint)Interlocked.Increment(ref turn) % (uint)rig.Nodes.Count)].Address;
}
