namespace Switchhook.Chaos.Webhooks;

public enum Blow
{
    KillApp,
    KillPostmaster,
    KillBackend,
    EndBackend,
    StopApp,
}
