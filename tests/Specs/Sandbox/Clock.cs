namespace Switchhook.Specs.Sandbox;

/// <summary>Tells the time it is told, from a true one on.</summary>
sealed class Clock : TimeProvider
{
    DateTimeOffset now = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan time) => now += time;
}
