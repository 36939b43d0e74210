namespace Switchhook.Chaos.Webhooks;

public enum Disruption
{
    KillApp,
    KillPostmaster,
    KillBackend,
    EndBackend,
    StopApp,
}
